import { useLingui } from "@lingui/react/macro";
import { type KeyboardEvent, lazy, Suspense, useRef } from "react";
import type { ErrandKind, RecordKind } from "../../../lib/edits/kinds";
import { useEdits } from "../../../lib/edits/useEdits";
import { useDraft } from "../../../lib/useDraft";
import { announce } from "../../../ui/messages";
import styles from "./NewObjective.module.css";
import { type ObjectiveFields, objectiveEdits } from "./objectiveEdits";
import { dropObjective, restoreObjective } from "./objectiveErrands";
import "./texts";

const TypedSuggestions = lazy(() =>
  import("../../overlaps/suggestions/TypedSuggestions").then((module) => ({
    default: module.TypedSuggestions,
  })),
);

/** A line to write the next objective of a set into; Enter begins it, and the line is free for another. */
export function NewObjective({ okrSetId }: { okrSetId: string }) {
  const { t } = useLingui();
  const edits = useEdits();
  const { draft, change, drop } = useDraft(`newObjective.${okrSetId}`, () => ({ title: "" }));
  const line = useRef<HTMLTextAreaElement>(null);

  const begin = () => {
    const title = draft.title.trim();
    if (!title) return;
    const fields: ObjectiveFields = { title, why: "", kind: "COMMITTED", standsAloneReason: "" };
    const create = () => edits.create(objectiveEdits as unknown as RecordKind, okrSetId, fields);
    let first = create();
    edits.steps.push({
      words: t`Add an objective`,
      undo: () => {
        if (!edits.discard(first)) edits.perform(dropObjective as ErrandKind, first, [first]);
        return true;
      },
      redo: () => {
        // What was never sent is written anew; what was comes back.
        if (edits.nameOf(first) === first) first = create();
        else edits.perform(restoreObjective as ErrandKind, first);
        return true;
      },
    });
    drop();
    change({ title: "" });
    announce(t`Added: ${title}`);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    begin();
    // The page grew above it.
    requestAnimationFrame(() => line.current?.scrollIntoView({ block: "nearest" }));
  };
  return (
    <div className={styles.place}>
      <textarea
        ref={line}
        id={`${okrSetId}-objective`}
        rows={1}
        data-new-objective
        className={styles.line}
        aria-label={t`New objective`}
        placeholder={t`Write the next objective, and press Enter`}
        value={draft.title}
        onChange={(event) => change({ title: event.target.value.replace(/\s*\n\s*/g, " ") })}
        onKeyDown={onKeyDown}
        // To look into another window is not to leave the line.
        onBlur={(event) => document.activeElement !== event.currentTarget && begin()}
      />
      {draft.title.trim() && (
        <Suspense>
          <TypedSuggestions okrSetId={okrSetId} text={draft.title} />
        </Suspense>
      )}
    </div>
  );
}
