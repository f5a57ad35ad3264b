import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { ObjectiveFigures_objective$key } from "../../__generated__/ObjectiveFigures_objective.graphql";
import { useLocale } from "../../lib/locale";
import { formatShare } from "../../lib/numbers";
import { ProgressBar } from "../../ui/ProgressBar";
import { ExplanationPopover } from "./ExplanationPopover";
import styles from "./ObjectiveFigures.module.css";

/** Own result and support from below: two figures on one bar, each with the terms that made it. */
export function ObjectiveFigures({ objective }: { objective: ObjectiveFigures_objective$key }) {
  const { t } = useLingui();
  const locale = useLocale();
  const data = useFragment(
    graphql`
      fragment ObjectiveFigures_objective on Objective {
        title
        state
        confidence
        measuredAt
        ownResult
        support
        expectedProgress
        cycle {
          state
        }
        ownResultExplained {
          ...ExplanationPopover_explanation
        }
        supportExplained {
          terms {
            isCounted
          }
          ...ExplanationPopover_explanation
        }
      }
    `,
    objective,
  );
  const own = data.ownResult ?? null;
  const support = data.support ?? null;
  const terms = data.supportExplained?.terms ?? [];
  const counted = terms.filter((term) => term.isCounted).length;
  const all = terms.length;
  // The pace says something while there is time left; at the end it would only mark the end of the bar.
  const isOver = data.cycle.state === "CLOSED";
  const hasPace = !isOver && data.expectedProgress < 1;
  const expected = formatShare(data.expectedProgress, locale);
  const ownWords = own === null ? t`none` : formatShare(own, locale);
  const supportWords = support === null ? t`none` : formatShare(support, locale);
  return (
    <div className={styles.figures}>
      <ProgressBar
        label={
          hasPace
            ? t`Own result ${ownWords}, support from below ${supportWords}; the pace of the cycle expects ${expected}`
            : t`Own result ${ownWords}, support from below ${supportWords}`
        }
        own={own}
        support={support}
        expected={hasPace ? data.expectedProgress : null}
      />
      <div className={styles.words}>
        {own === null ? (
          <span>{isOver ? <Trans>No result</Trans> : <Trans>No result yet</Trans>}</span>
        ) : (
          <ExplanationPopover
            title={t`Own result of “${data.title}”`}
            about={t`The weighted mean of its key results. Nobody can set it by hand.`}
            explanation={data.ownResultExplained}
          >
            <Trans>
              Own result <b>{formatShare(own, locale)}</b>
            </Trans>
          </ExplanationPopover>
        )}
        {support === null ? (
          <span>
            {isOver ? <Trans>No support from below</Trans> : <Trans>Nobody supports this yet</Trans>}
          </span>
        ) : (
          <ExplanationPopover
            title={t`Support from below for “${data.title}”`}
            about={t`The weighted mean of those who agreed to contribute. It never changes the own result.`}
            explanation={data.supportExplained}
          >
            <Trans>
              Support from below <b>{formatShare(support, locale)}</b>
            </Trans>{" "}
            <Trans>
              · {counted} of {all}
            </Trans>
          </ExplanationPopover>
        )}
      </div>
    </div>
  );
}
