import "./texts";
import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { formatDay, localDay } from "../../../lib/days";
import { useLocale } from "../../../lib/locale";
import { Chip } from "../../../ui/Chip";
import { classes } from "../../../ui/classes";
import { StateMark } from "../../../ui/StateMark";
import styles from "./CriticalChain.module.css";
import { roomsOf } from "./chain";
import { OpenLink } from "./OpenLink";
import type { Dependency } from "./rows";
import { useDaysLeft, useStanding } from "./words";

type Props = {
  /** From the furthest to the one that is waited for itself. */
  dependencies: readonly Dependency[];
  /** Where the room is least. */
  tightest: string | null;
};

/** The steps of a chain, what has to come first at the front. */
export function CriticalChain({ dependencies, tightest }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const daysLeft = useDaysLeft();
  const standing = useStanding();
  const rooms = roomsOf(dependencies, localDay(new Date()));
  return (
    <ol className={styles.chain} aria-label={t`The critical chain`}>
      {dependencies.map((dependency, place) => {
        const room = rooms[place] ?? 0;
        const isLast = place === dependencies.length - 1;
        const { shape, word } = standing(dependency);
        const left = daysLeft(dependency);
        const consumer = dependency.consumerUnit.name;
        const provider = dependency.providerUnit.name;
        const day = formatDay(dependency.neededBy, locale, new Date());
        return (
          <li key={dependency.id} className={styles.step}>
            <span className={styles.units}>
              <Trans>
                {provider} delivers to {consumer}
              </Trans>
            </span>
            <OpenLink dependency={dependency} className={styles.link}>
              {dependency.what}
            </OpenLink>
            <span className={styles.about}>
              {day}
              {left && <span className={classes(dependency.isLate && styles.late)}> · {left}</span>}
            </span>
            {!isLast && room >= 0 && (
              <span className={styles.about}>
                {plural(room, {
                  one: "leaves # day for the next step",
                  other: "leaves # days for the next step",
                })}
              </span>
            )}
            {room < 0 && (
              <span className={classes(styles.about, styles.late)}>
                {plural(-room, { one: "comes # day too late", other: "comes # days too late" })}
              </span>
            )}
            <span className={styles.about}>
              <StateMark state={shape} word={word} />
              {dependency.id === tightest && (
                <Chip>
                  <Trans>the least room is here</Trans>
                </Chip>
              )}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
