import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import { formatDay } from "../../../lib/days";
import { useLocale } from "../../../lib/locale";
import { formatCount } from "../../../lib/numbers";
import { StateMark } from "../../../ui/StateMark";
import { OpenLink } from "./OpenLink";
import styles from "./Twin.module.css";
import type { WeekOfMarks } from "./timeline";
import { useStanding } from "./words";

/** What the timeline draws, for those who would rather read it. */
export function TimelineTable({ weeks }: { weeks: readonly WeekOfMarks[] }) {
  const { t } = useLingui();
  const locale = useLocale();
  const standing = useStanding();
  const day = (iso: string) => formatDay(iso, locale, new Date());
  return (
    <details className={styles.twin}>
      <summary className={styles.summary}>
        <Trans>As a table</Trans>
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section className={styles.scroll} aria-label={t`The timeline as a table`} tabIndex={0}>
        <table className={styles.table} aria-label={t`What is needed when`}>
          <thead>
            <tr>
              <th scope="col">
                <Trans>Week</Trans>
              </th>
              <th scope="col">
                <Trans>By when</Trans>
              </th>
              <th scope="col">
                <Trans>Offered instead</Trans>
              </th>
              <th scope="col">
                <Trans>What</Trans>
              </th>
              <th scope="col">
                <Trans>Who waits</Trans>
              </th>
              <th scope="col">
                <Trans>Who delivers</Trans>
              </th>
              <th scope="col">
                <Trans>State</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {weeks.flatMap(({ week, dependencies }) =>
              dependencies.map((dependency) => {
                const { shape, word } = standing(dependency);
                return (
                  <tr key={dependency.id}>
                    <td>{week.isOutside ? "" : formatCount(week.number, locale)}</td>
                    <td className={styles.whole}>{day(dependency.neededBy)}</td>
                    <td className={styles.whole}>{dependency.offeredBy && day(dependency.offeredBy)}</td>
                    <th scope="row">
                      <OpenLink dependency={dependency}>{dependency.what}</OpenLink>
                    </th>
                    <td>{dependency.consumerUnit.name}</td>
                    <td>{dependency.providerUnit.name}</td>
                    <td className={styles.whole}>
                      <StateMark state={shape} word={word} />
                    </td>
                  </tr>
                );
              }),
            )}
          </tbody>
        </table>
      </section>
    </details>
  );
}
