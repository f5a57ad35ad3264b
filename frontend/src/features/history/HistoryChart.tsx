import { Trans, useLingui } from "@lingui/react/macro";
import { useId } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { HistoryChart_keyResult$key } from "../../__generated__/HistoryChart_keyResult.graphql";
import { formatDay } from "../../lib/days";
import { useLocale } from "../../lib/locale";
import { formatBand, formatMeasured } from "../../lib/measures";
import { ChartDrawing } from "./ChartDrawing";
import { ChartTable } from "./ChartTable";
import styles from "./HistoryChart.module.css";
import { marksOf, spanOf, type Way } from "./series";
import "./texts";

type Props = { keyResult: HistoryChart_keyResult$key; isSmall?: boolean };

/** How a key result's metric went within its cycle and before it, and how confident its unit was: drawn, and as a table. */
export function HistoryChart({ keyResult, isSmall = false }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const id = useId();
  const data = useFragment(
    graphql`
      fragment HistoryChart_keyResult on KeyResult {
        title
        kind
        measure
        baseline
        target
        stretch
        bandLow
        bandHigh
        objective {
          kind
        }
        cycle {
          startsOn
          endsOn
        }
        metric {
          measurements(first: 120, includeSuperseded: true) {
            nodes {
              id
              measuredAt
              value
              isSuperseded
            }
          }
        }
        checkIns(first: 60, includeSuperseded: true) {
          nodes {
            id
            at
            value
            progress
            confidence
            whatChanged
            isSuperseded
          }
        }
      }
    `,
    keyResult,
  );
  const isMilestone = data.kind === "MILESTONE";
  const way: Way = {
    kind: data.kind,
    isAspirational: data.objective.kind === "ASPIRATIONAL",
    measure: isMilestone ? "%" : data.measure,
    baseline: isMilestone ? 0 : (data.baseline ?? null),
    target: isMilestone ? 100 : (data.target ?? null),
    stretch: data.stretch ?? null,
    bandLow: data.bandLow ?? null,
    bandHigh: data.bandHigh ?? null,
  };
  const { startsOn, endsOn } = data.cycle;
  const known = marksOf(data.checkIns.nodes, isMilestone ? null : (data.metric?.measurements.nodes ?? []));
  const cycle = [Date.parse(startsOn), Date.parse(`${endsOn}T23:59:59Z`)] as const;
  const span = spanOf(cycle, known);
  const marks = known.filter(({ at }) => at >= span[0]);
  const { title } = data;
  if (marks.length === 0) {
    return (
      <p className={styles.none}>
        <Trans>Nothing was measured or said about it yet.</Trans>
      </p>
    );
  }
  const measured = (value: number) => formatMeasured(value, way.measure, locale);
  const from = formatDay(startsOn, locale, new Date());
  const to = formatDay(endsOn, locale, new Date());
  return (
    <figure className={styles.chart} aria-labelledby={`${id}-label`}>
      <figcaption id={`${id}-label`} className="visually-hidden">
        <Trans>
          “{title}” from {from} to {to}, and before. Arrow keys go from one value to the next.
        </Trans>
      </figcaption>
      <ChartDrawing way={way} marks={marks} cycle={cycle} span={span} isSmall={isSmall} />
      <ul className={styles.legend}>
        {marks.some(({ isCheckIn }) => isCheckIn) && (
          <li>
            <span className={styles.saidSample} /> <Trans>check-in</Trans>
          </li>
        )}
        {marks.some(({ isCheckIn }) => !isCheckIn) && (
          <li>
            <span className={styles.measuredSample} /> <Trans>measured otherwise</Trans>
          </li>
        )}
        {way.target !== null && way.kind !== "MAINTAIN" && (
          <li>
            <span className={styles.targetSample} /> {t`target ${measured(way.target)}`}
          </li>
        )}
        {way.stretch !== null && (
          <li>
            <span className={styles.stretchSample} /> {t`stretch ${measured(way.stretch)}`}
          </li>
        )}
        {way.kind === "MAINTAIN" && (
          <li>
            <span className={styles.bandSample} />{" "}
            {t`band ${formatBand(way.bandLow, way.bandHigh, way.measure, locale)}`}
          </li>
        )}
        {way.baseline !== null && way.target !== null && way.kind !== "MAINTAIN" && (
          <li>
            <span className={styles.paceSample} /> <Trans>even pace</Trans>
          </li>
        )}
        {marks.some(({ isSuperseded }) => isSuperseded) && (
          <li>
            <span className={styles.correctedSample} /> <Trans>corrected since</Trans>
          </li>
        )}
      </ul>
      <ChartTable title={title} measure={way.measure} marks={marks} />
    </figure>
  );
}
