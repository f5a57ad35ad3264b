import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { PreviewShown_preview$key } from "../../../__generated__/PreviewShown_preview.graphql";
import { StateMark } from "../../../ui/StateMark";
import { ProblemList } from "../../problems/ProblemList";
import { ChangesShown } from "./ChangesShown";
import styles from "./ChangesShown.module.css";
import "./texts";
import { onceEach } from "./lines";
import { useChanges } from "./useChanges";

const marks = { BLOCKS: "offTrack", ADVICE: "atRisk", INFORMATION: "notStarted" } as const;

/** What signing would do now: line by line, whom it binds, what gets in its way, and what the plans lack or gain by it. */
export function PreviewShown({
  preview,
  areProblemsAtEffects = false,
}: {
  preview: PreviewShown_preview$key;
  /** Problems of single changes are told where one edits them. */
  areProblemsAtEffects?: boolean;
}) {
  const { t } = useLingui();
  const data = useFragment(
    graphql`
      fragment PreviewShown_preview on CasePreview {
        changes {
          ...useChanges_changes
        }
        problems {
          effect
          problem {
            code
            field
            message
            remedy
            details
            circle {
              nodeId
              title
              unitName
            }
          }
        }
        boundUnits {
          name
          isAsked
        }
        appearing {
          severity
          message
          remedy
        }
        vanishing {
          message
        }
      }
    `,
    preview,
  );
  const changes = useChanges(data.changes);
  const appearing = onceEach(data.appearing);
  const vanishing = onceEach(data.vanishing);
  const unasked = data.boundUnits.filter(({ isAsked }) => !isAsked).map(({ name }) => name);
  const words = {
    BLOCKS: t`Has to be mended`,
    ADVICE: t`Worth a talk`,
    INFORMATION: t`Good to know`,
  };
  return (
    <div className={styles.changes}>
      {changes && <ChangesShown changes={changes} />}
      {areProblemsAtEffects && data.problems.some(({ effect }) => typeof effect === "number") && (
        <p className={styles.nothing}>
          <Trans>It cannot be done like this. What hinders it stands at the change.</Trans>
        </p>
      )}
      {unasked.length > 0 && (
        <p className={styles.unit}>
          <Trans>This would bind units that were not asked: {unasked.join(", ")}. Ask them in first.</Trans>
        </p>
      )}
      <ProblemList
        problems={data.problems
          .filter(({ effect }) => !areProblemsAtEffects || typeof effect !== "number")
          .map(({ problem }) => problem)}
      />
      {appearing.length > 0 && (
        <div>
          <p className={styles.label}>
            <Trans>What the plans would lack then</Trans>
          </p>
          <ul className={styles.findings} aria-label={t`What the plans would lack then`}>
            {appearing.map(({ severity, message, remedy }) => (
              <li key={message} className={styles.finding}>
                <StateMark state={marks[severity]} word={words[severity]} hideWord />
                <span>
                  {message} {remedy}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {vanishing.length > 0 && (
        <div>
          <p className={styles.label}>
            <Trans>What would be mended by it</Trans>
          </p>
          <ul className={styles.findings} aria-label={t`What would be mended by it`}>
            {vanishing.map(({ message }) => (
              <li key={message} className={styles.finding}>
                <StateMark state="agreed" word={t`Mended`} hideWord />
                <span>{message}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
