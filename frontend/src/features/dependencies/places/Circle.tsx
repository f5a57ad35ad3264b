import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import { useLayoutEffect, useRef, useState } from "react";
import { formatDay } from "../../../lib/days";
import { useLocale } from "../../../lib/locale";
import { classes } from "../../../ui/classes";
import { loop } from "../../problems/circles/loop";
import styles from "./Circle.module.css";
import { KindMark, lineClass } from "./KindMark";
import { OpenLink } from "./OpenLink";
import type { Dependency } from "./rows";

type Station = {
  /** Null for another unit's draft. */
  readonly title: string | null;
  readonly unitName: string | null;
  /** What it needs of the next one; null when one may not see it. */
  readonly link: Dependency | null;
};

/** A circle of waiting: its stations below one another, what each needs of the next, and the way back up beside them. */
export function Circle({ stations }: { stations: readonly Station[] }) {
  const { t } = useLingui();
  const locale = useLocale();
  const list = useRef<HTMLOListElement>(null);
  const [middles, setMiddles] = useState<readonly number[]>([]);
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const measure = () =>
      setMiddles(
        [...element.querySelectorAll<HTMLElement>("[data-station]")].map(
          ({ offsetTop, offsetHeight }) => offsetTop + offsetHeight / 2,
        ),
      );
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const drawn = loop(middles);
  const first = stations[0]?.title ?? t`another unit's draft`;
  return (
    <div className={styles.circle}>
      {drawn && (
        <svg className={styles.drawing} width={drawn.width} height={drawn.height} aria-hidden="true">
          {drawn.steps.map((step, place) => (
            <g key={step.line}>
              <path d={step.line} className={lineClass(stations[place]?.link?.kind ?? "SLOWS")} />
              <path d={step.head} className={styles.head} />
            </g>
          ))}
          {middles.map((middle) => (
            <circle key={middle} cx={drawn.axis} cy={middle} r={drawn.radius} className={styles.station} />
          ))}
        </svg>
      )}
      <ol ref={list} className={styles.stations} aria-label={t`Who waits for whom, in a circle`}>
        {stations.map(({ title, unitName, link }, place) => (
          <li key={link?.id ?? `${title} ${place}`}>
            <span data-station className={classes(styles.title, !title && styles.unseen)}>
              {title ?? <Trans>another unit's draft</Trans>}
              {unitName && <span className={styles.unit}> · {unitName}</span>}
            </span>
            {link && (
              <span className={styles.link}>
                <Trans>needs</Trans>{" "}
                <OpenLink dependency={link} className={styles.what}>
                  {link.what}
                </OpenLink>{" "}
                · {formatDay(link.neededBy, locale, new Date())} · <KindMark kind={link.kind} />
              </span>
            )}
            {place === stations.length - 1 && (
              <span className="visually-hidden">
                <Trans>and from here back to “{first}”</Trans>
              </span>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}
