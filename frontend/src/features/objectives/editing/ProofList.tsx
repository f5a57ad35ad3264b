import { useLingui } from "@lingui/react/macro";
import { Trash2 } from "lucide-react";
import { useCallback } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { ProofList_objective$key } from "../../../__generated__/ProofList_objective.graphql";
import { useKept } from "../../../lib/edits/useEdits";
import { IconButton } from "../../../ui/IconButton";
import { Sortable } from "../../../ui/Sortable";
import { sizes } from "../../../ui/tokens";
import { KeyResultEditor } from "../../key_results/editing/KeyResultEditor";
import { keyResultEdits } from "../../key_results/editing/keyResultEdits";
import { NewKeyResult } from "../../key_results/editing/NewKeyResult";
import { begun } from "./arranging";
import { dropKeyResult, reorderKeyResults, restoreKeyResult } from "./keyResultErrands";
import styles from "./ProofList.module.css";
import "./texts";
import { useArranged } from "./useArranged";

const kinds = { drop: dropKeyResult, restore: restoreKeyResult, reorder: reorderKeyResults };

type Props = { objective: ProofList_objective$key; title: string; isLocked: boolean };

/** What proves an objective, in the unit's own order, and a line for the next one. */
export function ProofList({ objective, title, isLocked }: Props) {
  const { t } = useLingui();
  const data = useFragment(
    graphql`
      fragment ProofList_objective on Objective {
        id
        keyResults {
          id
          title
          ...KeyResultEditor_keyResult
        }
      }
    `,
    objective,
  );
  const { id } = data;
  const orderOf = useCallback((order: readonly string[]) => ({ objective: id, order }), [id]);
  const { ids, drop, reorder } = useArranged(
    id,
    data.keyResults.map((keyResult) => keyResult.id),
    kinds,
    orderOf,
  );
  const twins = useKept((all) => begun(all, keyResultEdits.name, id, data.keyResults).join());
  const items = ids.flatMap((own) => {
    const keyResult = data.keyResults.find((each) => each.id === own);
    if (!keyResult) return [];
    return twins.includes(own) ? [] : [{ key: own, name: keyResult.title, keyResult }];
  });
  return (
    <>
      <Sortable
        label={t`Key results of “${title}”`}
        items={items}
        isLocked={isLocked}
        onOrder={(keys) => reorder(keys, { reorder: t`Move a key result` })}
        words={{
          handle: (name) => t`Move “${name}”`,
          moved: (name, place, of) => t`“${name}” is number ${place} of ${of} now.`,
        }}
        className={styles.list}
      >
        {({ key: own, name, keyResult }, handle) => (
          <div className={styles.row}>
            <span className={styles.handle}>{handle}</span>
            <div className={styles.proof}>
              <KeyResultEditor keyResult={keyResult} isLocked={isLocked} />
            </div>
            {!isLocked && (
              <IconButton
                className={styles.drop}
                label={t`Drop the key result “${name}”`}
                onClick={() =>
                  drop(own, {
                    drop: t`Drop a key result`,
                    dropped: t`Dropped: ${name}`,
                    undo: t`Undo`,
                  })
                }
              >
                <Trash2 size={sizes.icon} aria-hidden="true" />
              </IconButton>
            )}
          </div>
        )}
      </Sortable>
      {!isLocked && <NewKeyResult objectiveId={id} />}
    </>
  );
}
