import { Trans, useLingui } from "@lingui/react/macro";
import { useLocale } from "../../lib/locale";
import { formatShare } from "../../lib/numbers";
import styles from "./PastCycles.module.css";
import "./texts";
import type { PlanningPast } from "./useCoherence";

/** What the unit took on in earlier cycles, and the share of it that it reached: of the unit, never of a person. */
export function PastCycles({ past }: { past: readonly PlanningPast[] }) {
  const { t } = useLingui();
  const locale = useLocale();
  const share = (value: number | null | undefined) =>
    value === null || value === undefined ? "–" : formatShare(value, locale);
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">
        <Trans>Earlier cycles</Trans>
      </caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{t`Cycle`}</span>
          </th>
          <th scope="col" title={t`Objectives, key results and initiatives`}>
            <Trans>Took on</Trans>
          </th>
          <th scope="col">
            <Trans>Committed</Trans>
          </th>
          <th scope="col">
            <Trans>Aspirational</Trans>
          </th>
        </tr>
      </thead>
      <tbody>
        {past.map(({ cycleId, cycleName, objectives, keyResults, initiatives, ...cycle }) => (
          <tr key={cycleId}>
            <th scope="row">
              {cycleName}
              {!cycle.isOver && (
                <span className={styles.running}>
                  <Trans>so far</Trans>
                </span>
              )}
            </th>
            <td title={t`${objectives} objectives, ${keyResults} key results, ${initiatives} initiatives`}>
              {objectives} · {keyResults} · {initiatives}
            </td>
            <td>{share(cycle.committedShare)}</td>
            <td>{share(cycle.aspirationalShare)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
