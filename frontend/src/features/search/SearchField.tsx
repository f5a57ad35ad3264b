import { Trans, useLingui } from "@lingui/react/macro";
import { type KeyboardEvent, useId, useState } from "react";
import type { SearchKind } from "../../__generated__/useHitsQuery.graphql";
import { classes } from "../../ui/classes";
import { inputClass } from "../../ui/Field";
import styles from "./SearchField.module.css";
import { type Hit, useHits } from "./useHits";

type Props = {
  label: string;
  placeholder: string;
  kinds: readonly SearchKind[];
  /** Search within one cycle, or null for what the server takes as current. */
  cycle: string | null;
  exclude?: (hit: Hit) => boolean;
  onChoose: (hit: Hit) => void;
};

function useKindNames(): Record<Hit["kind"], string> {
  const { t } = useLingui();
  return { UNIT: t`Unit`, MOAL: t`Moal`, OBJECTIVE: t`Objective`, KEY_RESULT: t`Key result` };
}

/** A field with the server's answers beneath it: arrow keys walk through them, Enter takes one. */
export function SearchField({ label, placeholder, kinds, cycle, exclude, onChoose }: Props) {
  const { t } = useLingui();
  const id = useId();
  const names = useKindNames();
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  const { hits: found, state } = useHits(text, kinds, cycle);
  const hits = exclude ? found.filter((hit) => !exclude(hit)) : found;
  const chosen = hits[Math.min(active, hits.length - 1)];
  const optionId = (hit: Hit) => `${id}-${hit.id}`;

  const choose = (hit: Hit) => {
    setText("");
    onChoose(hit);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (hits.length === 0) return;
    const last = hits.length - 1;
    const moves: Record<string, number> = {
      ArrowDown: active >= last ? 0 : active + 1,
      ArrowUp: active <= 0 ? last : active - 1,
    };
    const next = moves[event.key];
    if (next !== undefined) {
      event.preventDefault();
      setActive(next);
    } else if (event.key === "Enter" && chosen) {
      event.preventDefault();
      choose(chosen);
    }
  };

  return (
    <div className={styles.search}>
      <input
        role="combobox"
        className={inputClass}
        aria-label={label}
        placeholder={placeholder}
        aria-expanded={hits.length > 0}
        aria-controls={`${id}-hits`}
        aria-activedescendant={chosen ? optionId(chosen) : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        data-autofocus
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-hits`} role="listbox" aria-label={t`What was found`} className={styles.hits}>
        {hits.map((hit) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which keeps the focus.
          <div
            key={hit.id}
            id={optionId(hit)}
            role="option"
            tabIndex={-1}
            aria-selected={hit === chosen}
            className={classes(styles.hit, hit === chosen && styles.active)}
            onClick={() => choose(hit)}
          >
            <span className={styles.kind}>
              {names[hit.kind]}
              {hit.unitName && ` · ${hit.unitName}`}
            </span>
            <span className={styles.title}>{hit.title}</span>
          </div>
        ))}
      </div>
      <p className={styles.state} role="status">
        {state === "done" && hits.length === 0 && <Trans>Nothing found for “{text.trim()}”.</Trans>}
        {state === "failed" && <Trans>The search failed. Change a letter to try again.</Trans>}
        {state === "searching" && hits.length === 0 && <Trans>Searching …</Trans>}
      </p>
    </div>
  );
}
