import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import { useLayoutEffect, useRef, useState } from "react";
import { classes } from "../../../ui/classes";
import type { Station } from "../problems";
import styles from "./CirclePath.module.css";
import { loop } from "./loop";

type Props = {
  /** From the objective at which the refused link begins, around, to the same objective again. */
  circle: readonly Station[];
};

/** A circle that a link would close: its objectives below one another, and the way back up beside them. */
export function CirclePath({ circle }: Props) {
  const { t } = useLingui();
  const list = useRef<HTMLOListElement>(null);
  const [middles, setMiddles] = useState<readonly number[]>([]);
  const stations = circle.slice(0, -1);
  const count = stations.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: other stations stand at other heights.
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const measure = () =>
      setMiddles(
        [...element.children].map((item) => {
          const { offsetTop, offsetHeight } = item as HTMLElement;
          return offsetTop + offsetHeight / 2;
        }),
      );
    measure();
    // It comes after the words above it, which are in sight by then; on a phone the rest would lie below the buttons.
    element.scrollIntoView?.({ block: "center" });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [count]);
  const drawn = loop(middles);
  const first = stations[0]?.title ?? t`another unit's draft`;
  return (
    <div className={styles.circle}>
      {drawn && (
        <svg className={styles.drawing} width={drawn.width} height={drawn.height} aria-hidden="true">
          {drawn.steps.map((step, index) => (
            <g key={step.line} className={index === 0 ? styles.refused : styles.step}>
              <path d={step.line} />
              <path d={step.head} className={styles.head} />
            </g>
          ))}
          {middles.map((middle) => (
            <circle key={middle} cx={drawn.axis} cy={middle} r={drawn.radius} className={styles.station} />
          ))}
        </svg>
      )}
      <ol ref={list} className={styles.stations} aria-label={t`The circle`}>
        {stations.map((station, index) => (
          // A circle passes each objective once, but several may be drafts that one doesn't see.
          <li key={station.nodeId ?? `draft-${index}`}>
            <span className={classes(styles.title, !station.title && styles.unseen)}>
              {station.title ?? <Trans>another unit's draft</Trans>}
            </span>
            {station.unitName && <span className={styles.unit}>{station.unitName}</span>}
            {index === 0 && (
              <span className={styles.mark}>
                <Trans>the refused link leads from here to the next</Trans>
              </span>
            )}
            {index === count - 1 && (
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
