import { useCallback, useRef } from "react";
import type { ErrandKind } from "../../../lib/edits/kinds";
import type { Value } from "../../../lib/edits/records";
import { useEdits, useKept } from "../../../lib/edits/useEdits";
import { tell } from "../../../ui/messages";
import { asArranged, type ListErrands } from "./arranging";

type Kinds = {
  readonly drop: ErrandKind<string>;
  readonly restore: ErrandKind<string>;
  // biome-ignore lint/suspicious/noExplicitAny: the subject of an order names its place by the place's own name.
  readonly reorder: ErrandKind<any>;
};

type Words = {
  readonly dropped: string;
  readonly undo: string;
  readonly drop: string;
  readonly reorder: string;
};

/** A list of records that can be dropped and put in order, as the person has it; each deed is a step to undo. */
export function useArranged(
  place: string,
  present: readonly string[],
  kinds: Kinds,
  orderOf: (order: readonly string[]) => Value,
) {
  const edits = useEdits();
  const names: ListErrands = {
    drop: kinds.drop.name,
    restore: kinds.restore.name,
    reorder: kinds.reorder.name,
    place,
  };
  for (const kind of [kinds.drop, kinds.restore, kinds.reorder]) edits.knowsErrand(kind as ErrandKind);
  const last = useRef<readonly string[]>([]);
  const ids = useKept((all) => {
    const now = asArranged(present, all.errands, names, (id) => all.nameOf(id));
    if (now.join() !== last.current.join()) last.current = now;
    return last.current;
  });

  const drop = useCallback(
    (id: string, words: Pick<Words, "dropped" | "undo" | "drop">) => {
      const name = edits.nameOf(id);
      const redo = () => {
        edits.perform(kinds.drop as ErrandKind, name, [name]);
        return true;
      };
      const undo = () => {
        edits.perform(kinds.restore as ErrandKind, name);
        return true;
      };
      redo();
      const step = { words: words.drop, undo, redo };
      edits.steps.push(step);
      tell(words.dropped, { action: { label: words.undo, run: () => edits.steps.undoThis(step) } });
    },
    [edits, kinds],
  );
  const reorder = useCallback(
    (order: readonly string[], words: Pick<Words, "reorder">) => {
      const before = ids;
      const to = (wanted: readonly string[]) => () => {
        // What is still to be created has its place, too, and is waited for.
        const waiting = wanted.filter((id) => edits.record(id)?.parent);
        edits.perform(kinds.reorder as ErrandKind, orderOf(wanted.map((id) => edits.nameOf(id))), waiting);
        return true;
      };
      to(order)();
      edits.steps.push({ words: words.reorder, undo: to(before), redo: to(order) });
    },
    [edits, ids, kinds, orderOf],
  );
  return { ids, drop, reorder };
}
