import { useLingui } from "@lingui/react/macro";
import { useCallback, useRef } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { ObjectiveList_okrSet$key } from "../../../__generated__/ObjectiveList_okrSet.graphql";
import type { RecordKind } from "../../../lib/edits/kinds";
import { useEdits, useKept } from "../../../lib/edits/useEdits";
import { Sortable } from "../../../ui/Sortable";
import { begun } from "./arranging";
import { NewObjective } from "./NewObjective";
import { ObjectiveEditor } from "./ObjectiveEditor";
import { objectiveEdits } from "./objectiveEdits";
import { dropObjective, reorderObjectives, restoreObjective } from "./objectiveErrands";
import "./texts";
import { useArranged } from "./useArranged";

const kinds = { drop: dropObjective, restore: restoreObjective, reorder: reorderObjectives };

type Props = { okrSet: ObjectiveList_okrSet$key; isLocked: boolean; mayReword: boolean };

/** The objectives of a set in the unit's own order, each edited where it stands, and a line for the next one. */
export function ObjectiveList({ okrSet, isLocked, mayReword }: Props) {
  const { t } = useLingui();
  const edits = useEdits();
  const data = useFragment(
    graphql`
      fragment ObjectiveList_okrSet on OkrSet {
        id
        objectives {
          id
          title
          position
          ...ObjectiveEditor_objective
        }
      }
    `,
    okrSet,
  );
  const { id } = data;
  const orderOf = useCallback((order: readonly string[]) => ({ okrSet: id, order }), [id]);
  // A new order arrives as places, too: the list is sorted here, whoever told them.
  const twins = useKept((all) => begun(all, objectiveEdits.name, id, data.objectives).join());
  const known = data.objectives
    .filter((each) => !twins.includes(each.id))
    .toSorted((a, b) => a.position - b.position)
    .map(({ id: own }) => own);
  const waiting = useWaiting(id).filter((own) => !known.includes(own));
  const { ids, drop, reorder } = useArranged(id, [...known, ...waiting], kinds, orderOf);
  const list = useRef<HTMLDivElement>(null);

  const items = ids.map((own) => {
    const objective = data.objectives.find((each) => each.id === own) ?? null;
    const name = objective?.title ?? String(edits.record(own)?.edits.title?.value ?? "");
    return { key: edits.keyOf(own), id: own, name, objective };
  });
  const onDrop = (own: string, name: string) => {
    const place = items.findIndex((item) => item.id === own);
    if (!edits.discard(own)) {
      drop(own, { drop: t`Drop an objective`, dropped: t`Dropped: ${name}`, undo: t`Undo` });
    }
    // The focus goes to what has taken its place, or to the line for the next one.
    const texts = list.current?.querySelectorAll<HTMLElement>("article textarea:first-of-type") ?? [];
    const next = items[place + 1]?.id ?? items[place - 1]?.id;
    const field = [...texts].find((text) => text.closest("article")?.id === next);
    (field ?? list.current?.querySelector<HTMLElement>("[data-new-objective]"))?.focus();
  };

  return (
    <div ref={list}>
      <Sortable
        label={t`Objectives`}
        items={items}
        isLocked={isLocked}
        onOrder={(keys) => reorder(keys, { reorder: t`Move an objective` })}
        words={{
          handle: (name) => t`Move “${name}”`,
          moved: (name, place, of) => t`“${name}” is number ${place} of ${of} now.`,
        }}
      >
        {(item, handle) => (
          <ObjectiveEditor
            objective={item.objective}
            firstName={item.key}
            isLocked={isLocked}
            mayReword={mayReword}
            handle={handle}
            onDrop={(name) => onDrop(item.id, name)}
          />
        )}
      </Sortable>
      {!isLocked && <NewObjective okrSetId={id} />}
    </div>
  );
}

const none: readonly string[] = [];

/** What was begun in this set and is not created yet; also what was, for as long as the list doesn't know it. */
function useWaiting(okrSet: string): readonly string[] {
  const edits = useEdits();
  edits.knows(objectiveEdits as unknown as RecordKind);
  const last = useRef(none);
  return useKept((all) => {
    const now = all.waiting("objective", okrSet).map((record) => record.id);
    if (now.join() !== last.current.join()) last.current = now;
    return last.current;
  });
}
