import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import type { CSSProperties } from "react";
import { formatDay } from "../../../lib/days";
import { useLocale } from "../../../lib/locale";
import { formatCount } from "../../../lib/numbers";
import { classes } from "../../../ui/classes";
import { StateMark } from "../../../ui/StateMark";
import { useDependencyWords } from "../words";
import styles from "./DrawnTimeline.module.css";
import { OpenLink } from "./OpenLink";
import { isOver } from "./rows";
import { type Lane, type Scale, shareOf, type TimelineMark } from "./timeline";
import { useDaysLeft, useStanding } from "./words";

type Props = {
  lanes: readonly Lane[];
  scale: Scale;
  /** Whose lanes they are; the words of a mark name the other unit. */
  by: "provider" | "consumer";
  /** An ISO day. */
  today: string;
};

const percent = (share: number) => `${share * 100}%`;

/** Weeks as columns, units as lanes, each dependency at its day. */
export function DrawnTimeline({ lanes, scale, by, today }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const now = shareOf(scale, today);
  const isNowShown = now >= 0 && now <= 1;
  const day = (iso: string) => formatDay(iso, locale, new Date());
  return (
    <section className={styles.drawn} aria-label={t`What is needed when`}>
      <div className={styles.field}>
        {isNowShown && (
          <div className={styles.over} aria-hidden="true">
            <div className={styles.today} style={{ left: percent(now) }}>
              <span className={styles.todayWord}>
                <Trans>Today</Trans>
              </span>
            </div>
          </div>
        )}
        <div className={styles.head} aria-hidden="true">
          <span />
          <div className={styles.weeks}>
            {scale.weeks.map((week) => (
              <span key={week.startsOn} className={classes(styles.week, week.isOutside && styles.outside)}>
                <b>{week.isOutside ? "" : formatCount(week.number, locale)}</b>
                <span>{day(week.startsOn)}</span>
              </span>
            ))}
          </div>
        </div>
        <ul className={styles.lanes}>
          {lanes.map(({ unit, marks, lines }) => (
            <li key={unit.id} className={styles.lane}>
              <h2 className={styles.unit}>{unit.name}</h2>
              <ul
                className={styles.marks}
                style={{ "--lines": lines, "--weeks": scale.weeks.length } as CSSProperties}
                aria-label={unit.name}
              >
                {marks.map((mark) => (
                  <Mark key={mark.dependency.id} mark={mark} by={by} />
                ))}
              </ul>
            </li>
          ))}
        </ul>
      </div>
      <Legend />
    </section>
  );
}

function Mark({ mark, by }: { mark: TimelineMark; by: "provider" | "consumer" }) {
  const { t } = useLingui();
  const locale = useLocale();
  const words = useDependencyWords();
  const daysLeft = useDaysLeft();
  const standing = useStanding();
  const { dependency, at, offeredAt, isTurned, line } = mark;
  const { consumerUnit, providerUnit, what, neededBy, offeredBy, kind } = dependency;
  const day = (iso: string) => formatDay(iso, locale, new Date());
  const { shape, word } = standing(dependency);
  const consumer = consumerUnit.name;
  const provider = providerUnit.name;
  const offered = offeredBy && day(offeredBy);
  const about = [
    t`${consumer} waits for ${provider}`,
    words.kinds[kind],
    day(neededBy),
    daysLeft(dependency),
    offered && t`offered: ${offered}`,
  ];
  const left = Math.min(at, offeredAt ?? at);
  const right = Math.max(at, offeredAt ?? at);
  return (
    <li className={styles.mark} style={{ "--line": line } as CSSProperties}>
      {offeredAt !== null && (
        <svg
          className={styles.move}
          style={{ left: percent(left), width: percent(right - left) }}
          viewBox="0 0 100 10"
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          <path d="M0 5H100" className={styles.moveLine} vectorEffect="non-scaling-stroke" />
        </svg>
      )}
      {offeredAt !== null && (
        <span className={styles.offered} style={{ left: percent(offeredAt) }} aria-hidden="true" />
      )}
      <OpenLink
        dependency={dependency}
        className={classes(
          styles.link,
          isTurned && styles.turned,
          dependency.isLate && !isOver(dependency) && styles.late,
          isOver(dependency) && styles.isOver,
        )}
        style={isTurned ? { right: percent(1 - at) } : { left: percent(at) }}
      >
        <span className={styles.dot}>
          <StateMark state={shape} word={word} hideWord />
        </span>
        <span className={styles.words}>
          {by === "provider" ? consumer : provider}: {what}
        </span>
        <span className="visually-hidden">, {about.filter(Boolean).join(", ")}</span>
      </OpenLink>
    </li>
  );
}

function Legend() {
  const words = useDependencyWords();
  return (
    <p className={styles.legend}>
      <StateMark state="offTrack" word={words.late} />
      <StateMark state="proposed" word={words.states.REQUESTED} />
      <StateMark state="atRisk" word={words.states.COUNTERED} />
      <StateMark state="confident" word={words.states.ACCEPTED} />
      <StateMark state="onTrack" word={words.states.DELIVERED} />
      <StateMark state="notMeasured" word={words.states.DECLINED} />
    </p>
  );
}
