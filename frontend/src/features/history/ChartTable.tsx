import { Trans, useLingui } from "@lingui/react/macro";
import { formatDay } from "../../lib/days";
import { useLocale } from "../../lib/locale";
import { formatMeasured } from "../../lib/measures";
import { formatCount } from "../../lib/numbers";
import styles from "./ChartTable.module.css";
import type { Mark } from "./series";
import "./texts";

type Props = { title: string; measure: string; marks: readonly Mark[] };

/** What the chart draws, for those who would rather read it; newest first. */
export function ChartTable({ title, measure, marks }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  return (
    <details className={styles.twin}>
      <summary className={styles.summary}>
        <Trans>As a table</Trans>
      </summary>
      <div className={styles.scroll}>
        <table className={styles.table} aria-label={t`Values of “${title}”`}>
          <thead>
            <tr>
              <th scope="col">
                <Trans>Day</Trans>
              </th>
              <th scope="col" className={styles.number}>
                <Trans>Value</Trans>
              </th>
              <th scope="col" className={styles.number}>
                <Trans>Confidence</Trans>
              </th>
              <th scope="col">
                <Trans>What changed</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {marks.toReversed().map((mark) => (
              <tr key={mark.id} className={mark.isSuperseded ? styles.corrected : undefined}>
                <th scope="row">{formatDay(new Date(mark.at).toISOString(), locale, new Date())}</th>
                <td className={styles.number}>
                  {mark.value === null ? "" : formatMeasured(mark.value, measure, locale)}
                </td>
                <td className={styles.number}>
                  {mark.confidence === null ? "" : formatCount(mark.confidence, locale)}
                </td>
                <td>
                  {mark.words} {mark.isSuperseded && <em>{t`corrected since`}</em>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
