import "./texts";
import { Trans } from "@lingui/react/macro";
import { formatDay } from "../../../lib/days";
import { useLocale } from "../../../lib/locale";
import { formatCount } from "../../../lib/numbers";
import { StateMark } from "../../../ui/StateMark";
import { OpenLink } from "./OpenLink";
import type { WeekOfMarks } from "./timeline";
import styles from "./WeekList.module.css";
import { useStanding } from "./words";

/** The timeline on a phone: one week under another, with what is needed in each. */
export function WeekList({ weeks }: { weeks: readonly WeekOfMarks[] }) {
  const locale = useLocale();
  const standing = useStanding();
  const day = (iso: string) => formatDay(iso, locale, new Date());
  return (
    <ol className={styles.weeks}>
      {weeks.map(({ week, dependencies }) => {
        const number = formatCount(week.number, locale);
        const [from, to] = [day(week.startsOn), day(week.endsOn)];
        return (
          <li key={week.startsOn} className={styles.week}>
            <h2 className={styles.title}>
              {!week.isOutside && (
                <>
                  <Trans>Week {number}</Trans>{" "}
                </>
              )}
              <span>
                {from} – {to}
              </span>
            </h2>
            <ul className={styles.lines}>
              {dependencies.map((dependency) => {
                const { shape, word } = standing(dependency);
                const consumer = dependency.consumerUnit.name;
                const provider = dependency.providerUnit.name;
                const offered = dependency.offeredBy && day(dependency.offeredBy);
                return (
                  <li key={dependency.id} className={styles.line}>
                    <OpenLink dependency={dependency} className={styles.link}>
                      {dependency.what}
                    </OpenLink>
                    <span className={styles.about}>
                      <Trans>
                        {consumer} waits for {provider}, {day(dependency.neededBy)}
                      </Trans>
                      {offered && (
                        <>
                          {" · "}
                          <Trans>offered: {offered}</Trans>
                        </>
                      )}
                    </span>
                    <StateMark state={shape} word={word} />
                  </li>
                );
              })}
            </ul>
          </li>
        );
      })}
    </ol>
  );
}
