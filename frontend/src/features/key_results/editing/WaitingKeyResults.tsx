import { Trans, useLingui } from "@lingui/react/macro";
import "./texts";
import type { EditedRecord } from "../../../lib/edits/records";
import { shown } from "../../../lib/edits/records";
import { useEdits, useKept } from "../../../lib/edits/useEdits";
import { Button } from "../../../ui/Button";
import { blank, type Definition } from "./definitions";
import { keyResultEdits } from "./keyResultEdits";
import styles from "./WaitingKeyResults.module.css";
import { useSentence } from "./words";

type Props = {
  objectiveId: string;
  /** Takes one back into the line in which it was written. */
  onTakeBack: (title: string, definition: Definition) => void;
};

/** Key results that were added and that the server has not confirmed: in a moment, or once there is a connection. */
export function WaitingKeyResults({ objectiveId, onTakeBack }: Props) {
  const { t } = useLingui();
  const edits = useEdits();
  const say = useSentence();
  // As text, so that what did not change is the same.
  const waiting = useKept((all) => JSON.stringify(all.waiting(keyResultEdits.name, objectiveId)));
  const records: readonly EditedRecord[] = JSON.parse(waiting);
  if (records.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={t`Not saved yet`}>
      {records.map((record) => {
        const title = String(shown(record, "title") ?? "");
        const definition = definitionOf(record);
        const problems = Object.values(record.edits).flatMap((edit) => edit.problems ?? []);
        return (
          <li key={record.id} className={styles.line}>
            <span className={styles.title}>{title}</span>
            <span className={styles.about}>{say(definition)}</span>
            {problems.map((problem) => (
              <span key={problem.code} className={styles.problem} role="alert">
                {problem.message} {problem.remedy}
              </span>
            ))}
            {problems.length > 0 && (
              <span>
                <Button size="small" variant="plain" onClick={() => edits.tryAgain(record.id)}>
                  <Trans>Try again</Trans>
                </Button>
                <Button
                  size="small"
                  variant="plain"
                  onClick={() => edits.discard(record.id) && onTakeBack(title, definition)}
                >
                  <Trans>Write it differently</Trans>
                </Button>
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function definitionOf(record: EditedRecord): Definition {
  const fields = Object.keys(blank).map((field) => [field, shown(record, field)]);
  return { ...blank, ...Object.fromEntries(fields.filter(([, value]) => value !== undefined)) };
}
