import "./texts";
import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { useLocale } from "../../../lib/locale";
import { formatCount } from "../../../lib/numbers";
import { Button } from "../../../ui/Button";
import { classes } from "../../../ui/classes";
import { Disclosure } from "../../../ui/Disclosure";
import { Segmented } from "../../../ui/Segmented";
import { sizes } from "../../../ui/tokens";
import { useDependencyWords } from "../words";
import styles from "./Filters.module.css";
import { type Counts, filterOf } from "./rows";
import { useDependencySearch } from "./useDependencySearch";
import { dependencyKinds, dependencyStates } from "./views";

type Props = {
  /** Of the unit; null where something else is shown. */
  counts: Counts | null;
  /** The company waits for nobody outside of it, and a graph has directions instead. */
  hasSides: boolean;
};

/** Which dependencies are shown; every choice is kept in the address. */
export function Filters({ counts, hasSides }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const words = useDependencyWords();
  const { search, change } = useDependencySearch();
  const { isLate, isUndecided, kinds, states } = filterOf(search);
  const count = (some: number | undefined) =>
    some !== undefined && <span className={styles.count}>{formatCount(some, locale)}</span>;
  const isNarrowed = isLate || isUndecided || kinds.length > 0 || states.length > 0;
  return (
    <search className={styles.filters} aria-label={t`Which dependencies`}>
      {counts && (
        <span className={styles.whole}>
          {plural(counts.all, { one: "# dependency", other: "# dependencies" })}
        </span>
      )}
      {hasSides && (
        <Segmented
          label={t`Who waits`}
          value={search.side ?? "all"}
          options={[
            { value: "all", label: t`All` },
            { value: "ours", label: t`We wait for` },
            { value: "theirs", label: t`Others wait for us` },
          ]}
          onChange={(side) => change({ side: side === "all" ? undefined : side })}
        />
      )}
      <Toggle isOn={isLate} onChange={(isOn) => change({ late: isOn || undefined })}>
        <Trans>Late</Trans> {count(counts?.late)}
      </Toggle>
      <Toggle isOn={isUndecided} onChange={(isOn) => change({ undecided: isOn || undefined })}>
        <Trans>Undecided</Trans> {count(counts?.undecided)}
      </Toggle>
      <Several
        label={t`Without it`}
        values={dependencyKinds}
        words={words.kinds}
        chosen={kinds}
        onChange={(chosen) => change({ kinds: chosen.join(",") || undefined })}
      />
      <Several
        label={t`State`}
        values={dependencyStates}
        words={words.states}
        chosen={states}
        onChange={(chosen) => change({ states: chosen.join(",") || undefined })}
      />
      {isNarrowed && (
        <Button
          size="small"
          variant="plain"
          onClick={() =>
            change({ late: undefined, undecided: undefined, kinds: undefined, states: undefined })
          }
        >
          <Trans>Show all</Trans>
        </Button>
      )}
    </search>
  );
}

type ToggleProps = { isOn: boolean; onChange: (isOn: boolean) => void; children: ReactNode };

function Toggle({ isOn, onChange, children }: ToggleProps) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      className={classes(styles.toggle, isOn && styles.on)}
      onClick={() => onChange(!isOn)}
    >
      {children}
    </button>
  );
}

type SeveralProps<Value extends string> = {
  label: string;
  values: readonly Value[];
  words: Record<Value, string>;
  chosen: readonly Value[];
  onChange: (chosen: readonly Value[]) => void;
};

function Several<Value extends string>({ label, values, words, chosen, onChange }: SeveralProps<Value>) {
  const shown = chosen.length === 0 ? label : chosen.map((value) => words[value]).join(", ");
  return (
    <Disclosure
      label={label}
      className={classes(styles.toggle, chosen.length > 0 && styles.on)}
      shown={
        <>
          {shown}
          <ChevronDown size={sizes.icon} aria-hidden="true" />
        </>
      }
    >
      {() => (
        <fieldset className={styles.choices} aria-label={label}>
          {values.map((value) => (
            <label key={value} className={styles.choice}>
              <input
                type="checkbox"
                checked={chosen.includes(value)}
                onChange={({ currentTarget }) =>
                  onChange(
                    values.filter((each) => (each === value ? currentTarget.checked : chosen.includes(each))),
                  )
                }
              />
              {words[value]}
            </label>
          ))}
        </fieldset>
      )}
    </Disclosure>
  );
}
