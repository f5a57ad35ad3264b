import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import { Fragment, type ReactNode } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { WhyLine_finding$key } from "../../__generated__/WhyLine_finding.graphql";
import { formatDay } from "../../lib/days";
import { useLocale } from "../../lib/locale";
import { LikenessPopover } from "./LikenessPopover";
import styles from "./WhyLine.module.css";

/** Beyond so many, more words explain nothing more. */
const mostWords = 6;

/** Why two objectives were put beside each other: only what was found, and nothing where nothing was. */
export function WhyLine({ finding }: { finding: WhyLine_finding$key }) {
  const { t } = useLingui();
  const locale = useLocale();
  const data = useFragment(
    graphql`
      fragment WhyLine_finding on OverlapFinding {
        rule
        evidence {
          wordsInCommon
          wordPairs {
            a
            b
          }
          metric {
            name
          }
          aDirection
          bDirection
          dependency {
            what
            neededBy
            consumerUnit {
              name
            }
            providerUnit {
              name
            }
          }
          parts {
            name
          }
        }
        ...LikenessPopover_finding
      }
    `,
    finding,
  );
  const { evidence } = data;
  const isByText = data.rule === "SIMILAR_TEXT" || data.rule === "SAME_TEXT";
  const reasons: { readonly key: string; readonly said: ReactNode }[] = [];
  if (evidence.metric) {
    const said = metricWords(evidence.metric.name, evidence.aDirection ?? null, evidence.bDirection ?? null);
    reasons.push({ key: "metric", said });
  }
  if (evidence.dependency) {
    const { what, neededBy, consumerUnit, providerUnit } = evidence.dependency;
    const [consumer, provider] = [consumerUnit.name, providerUnit.name];
    const day = formatDay(neededBy, locale, new Date());
    reasons.push({
      key: "dependency",
      said: (
        <Trans>
          {consumer} waits for {provider}, {day}: {what}
        </Trans>
      ),
    });
  }
  if (evidence.wordsInCommon.length > 0) {
    const words = new Intl.ListFormat(locale, { type: "unit", style: "short" }).format(
      evidence.wordsInCommon.slice(0, mostWords),
    );
    reasons.push({ key: "words", said: <Trans>in common: {words}</Trans> });
  }
  for (const { a, b } of evidence.wordPairs.slice(0, mostWords)) {
    reasons.push({
      key: `${a} ${b}`,
      said: (
        <>
          {a} <abbr title={t`means the same as`}>~</abbr> {b}
        </>
      ),
    });
  }
  // What structure makes certain has no likeness that would say how sure it is.
  if (isByText && evidence.parts.length > 0)
    reasons.push({ key: "likeness", said: <LikenessPopover finding={data} /> });
  if (reasons.length === 0) return null;
  return (
    <p className={styles.why}>
      <strong className={styles.word}>
        <Trans>Why:</Trans>
      </strong>{" "}
      {reasons.map(({ key, said }, place) => (
        <Fragment key={key}>
          {place > 0 && " · "}
          {said}
        </Fragment>
      ))}
    </p>
  );
}

/** What two key results on one metric mean for each other. */
function metricWords(name: string, a: string | null, b: string | null): ReactNode {
  const directions = new Set([a, b]);
  if (directions.has("UP") && directions.has("DOWN"))
    return <Trans>the metric “{name}” cannot both rise and fall in the cycle</Trans>;
  if (a === b && a === "UP") return <Trans>both want “{name}” to rise</Trans>;
  if (a === b && a === "DOWN") return <Trans>both want “{name}” to fall</Trans>;
  if (a === b && a === "HOLD") return <Trans>both want to hold “{name}”</Trans>;
  if (directions.has("HOLD")) return <Trans>one wants to hold “{name}”, the other to move it</Trans>;
  return <Trans>both measure “{name}”</Trans>;
}
