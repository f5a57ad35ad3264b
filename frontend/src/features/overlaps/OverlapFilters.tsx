import "./texts";
import { useLingui } from "@lingui/react/macro";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Suspense } from "react";
import { useLocale } from "../../lib/locale";
import { formatCount } from "../../lib/numbers";
import { classes } from "../../ui/classes";
import { kinds, leastStrengths, type Tab, tabs } from "./addresses";
import { BetweenUnits } from "./BetweenUnits";
import styles from "./OverlapFilters.module.css";
import { type Count, countsByTab } from "./states";
import { useKindWords, useStrengthWords } from "./words";

type Props = {
  unit: string;
  tab: Tab;
  counts: readonly Count[];
};

/** Which findings are listed: by what became of them, between whom, of what kind, how sure. */
export function OverlapFilters({ unit, tab, counts }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const navigate = useNavigate();
  const kindWords = useKindWords();
  const strengthWords = useStrengthWords();
  const { kind, least, row, column } = useSearch({ from: "/alignment" });
  const tabWords: Record<Tab, string> = {
    open: t({ message: "Open", context: "overlaps" }),
    "in-case": t({ message: "In a case", context: "overlaps" }),
    agreed: t({ message: "Agreed", context: "overlaps" }),
    dismissed: t({ message: "Dismissed", context: "overlaps" }),
  };
  const byTab = countsByTab(counts, kind ?? null);
  const change = (part: object) =>
    void navigate({
      to: "/alignment",
      search: (before) => ({ ...before, ...part, finding: undefined }),
      replace: true,
      resetScroll: false,
    });
  return (
    <div className={styles.filters}>
      <nav aria-label={t`What became of it`} className={styles.tabs}>
        {tabs.map((each) => (
          <Link
            key={each}
            to="/alignment"
            search={(before) => ({ ...before, tab: each === "open" ? undefined : each, finding: undefined })}
            replace
            resetScroll={false}
            aria-current={each === tab ? "true" : undefined}
            className={classes(styles.tab, each === tab && styles.here)}
          >
            {tabWords[each]} <span className={styles.count}>{formatCount(byTab[each], locale)}</span>
          </Link>
        ))}
      </nav>
      <div className={styles.choices}>
        <select
          className={styles.choice}
          aria-label={t`Kind`}
          value={kind ?? ""}
          onChange={(event) => change({ kind: event.target.value || undefined })}
        >
          <option value="">{t`All kinds`}</option>
          {kinds.map((each) => (
            <option key={each} value={each}>
              {kindWords[each].all}
            </option>
          ))}
        </select>
        <select
          className={styles.choice}
          aria-label={t`How sure at least`}
          value={least ?? ""}
          onChange={(event) => change({ least: event.target.value || undefined })}
        >
          <option value="">{t`However sure`}</option>
          {leastStrengths.map((each) => (
            <option key={each} value={each}>
              {t`at least ${strengthWords[each]}`}
            </option>
          ))}
        </select>
        {row && column && (
          <Suspense>
            <BetweenUnits
              row={row}
              column={column}
              here={unit}
              onClear={() => change({ row: undefined, column: undefined })}
            />
          </Suspense>
        )}
      </div>
    </div>
  );
}
