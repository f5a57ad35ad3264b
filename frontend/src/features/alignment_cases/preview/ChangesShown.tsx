import { Trans, useLingui } from "@lingui/react/macro";
import styles from "./ChangesShown.module.css";
import { PreviewTable } from "./PreviewTable";
import type { CaseChanges } from "./useChanges";
import { useSetLines } from "./useChanges";
import "./texts";
import { useConsequences } from "./useConsequences";

/** What a proposal makes of the OKRs of each unit, and what follows for what others contribute and need. */
export function ChangesShown({ changes, isDone = false }: { changes: CaseChanges; isDone?: boolean }) {
  const { t } = useLingui();
  const linesOf = useSetLines();
  const say = useConsequences();
  const sets = changes.sets.map(linesOf).filter(({ lines }) => lines.some(({ fate }) => fate !== "SAME"));
  return (
    <div className={styles.changes}>
      {sets.length === 0 && (
        <p className={styles.nothing}>
          <Trans>Nothing changes in the OKRs.</Trans>
        </p>
      )}
      {sets.map((set) => (
        <PreviewTable key={set.unitName} set={set} isDone={isDone} />
      ))}
      {changes.follows.length > 0 && (
        <div>
          <p className={styles.label}>
            <Trans>What follows</Trans>
          </p>
          <ul className={styles.follows} aria-label={t`What follows`}>
            {changes.follows.map((each) => (
              <li key={`${each.kind} ${each.nodeId}`}>{say(each)}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
