import { Trans, useLingui } from "@lingui/react/macro";
import { useLocale } from "../../lib/locale";
import { formatBand, formatMeasured, formatWay } from "../../lib/measures";
import { formatShare } from "../../lib/numbers";
import { StateMark } from "../../ui/StateMark";
import { kindOf } from "./answers";
import styles from "./FindingLine.module.css";
import { MendLink } from "./MendLink";
import "./texts";
import type { Evidence, Finding } from "./useCoherence";

const marks = { BLOCKS: "offTrack", ADVICE: "atRisk", INFORMATION: "notStarted" } as const;

/** One thing that was found: it leads to its mend, and says what it rests on. */
export function FindingLine({ finding }: { finding: Finding }) {
  const { t } = useLingui();
  const words = {
    BLOCKS: t`Has to be mended`,
    ADVICE: t`Worth a talk`,
    INFORMATION: t`Good to know`,
  };
  const told = finding.evidence.filter(({ nodeId }) =>
    ["key_result", "cycle", "objective"].includes(kindOf(nodeId)),
  );
  return (
    <li className={styles.line}>
      <StateMark state={marks[finding.severity]} word={words[finding.severity]} hideWord />
      <div className={styles.said}>
        <MendLink code={finding.code} nodeId={finding.nodeId} isHere={finding.isHere}>
          {finding.message}
        </MendLink>
        <p className={styles.remedy}>{finding.remedy}</p>
        {told.length > 0 && (
          <ul className={styles.evidence} aria-label={t`What it rests on`}>
            {told.map((evidence) => (
              <li key={evidence.nodeId}>
                <Told evidence={evidence} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}

function Told({ evidence }: { evidence: Evidence }) {
  const locale = useLocale();
  const { cycleName, unitName, title, measure, reached, progress } = evidence;
  const way = useWayOf(evidence);
  const share = progress === null || progress === undefined ? null : formatShare(progress, locale);
  if (kindOf(evidence.nodeId) === "cycle") return `${title}: ${share ?? "–"}`;
  const value = reached === null || reached === undefined ? null : formatMeasured(reached, measure, locale);
  return (
    <>
      {cycleName && `${cycleName}: `}
      {unitName && `${unitName}: `}
      {!cycleName && `${title} `}
      {way}
      {cycleName &&
        (value === null ? (
          <Trans>, not measured</Trans>
        ) : share === null ? (
          <Trans>, reached {value}</Trans>
        ) : (
          <Trans>
            , reached {value} ({share} of the way)
          </Trans>
        ))}
    </>
  );
}

function useWayOf({ baseline, target, bandLow, bandHigh, measure }: Evidence): string {
  const locale = useLocale();
  const given = (value: number | null | undefined): value is number => value !== null && value !== undefined;
  if (given(baseline) && given(target)) return formatWay(baseline, target, measure, locale);
  if (given(bandLow) || given(bandHigh))
    return formatBand(bandLow ?? null, bandHigh ?? null, measure, locale);
  return "";
}
