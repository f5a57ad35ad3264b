/**
 * Saving what a person types into a shared record, as they type.
 *
 * A module declares its kind of record once (`RecordKind` in `kinds.ts`: how it is read and saved). A component that
 * shows one says what the server told of it, and takes its fields:
 *
 *     const record = useRecord(keyResultEdits, data.id, { version: data.version, fields: { title: data.title } });
 *     const title = useEditedField(record, "title", { words: t`Reword the key result` });
 *     <EditedText field={title} label={t`Key result`} />       // features/edits: shows conflict, problem and note
 *
 * `field.change(value)` with every keystroke, `field.choose(value)` for choices that are made at once. That is all:
 * the edit is kept in the browser, sent after a pause or when the field is left, sent again until the server has
 * confirmed it (lost connection, ended session, reload), moved onto the newest version when others changed other
 * fields, and shown beside theirs when they changed the same one. `record.id` is what deeds call the record by:
 * one that was typed offline has a name of its own until it is created (`edits.create`).
 *
 * What others change arrives by itself while the field isn't being edited; while it is, `field.meanwhile` says so.
 * Needs `<EditsProvider>` (features/edits) above it; the planning page has it.
 */
import { createContext, useCallback, useContext, useEffect, useState, useSyncExternalStore } from "react";
import type { Edits, SaveState } from "./engine";
import type { RecordKind } from "./kinds";
import { type EditedRecord, type Fields, type Refusal, same, shown, type Value } from "./records";

export const EditsContext = createContext<Edits | null>(null);

export function useEdits(): Edits {
  const edits = useContext(EditsContext);
  if (!edits) throw new Error("Edits are kept within an EditsProvider only.");
  return edits;
}

/** Look at something that the edits hold, and again whenever that changed; `look` returns the same for the same. */
export function useKept<Result>(look: (edits: Edits) => Result): Result {
  const edits = useEdits();
  return useSyncExternalStore(edits.changes.follow, () => look(edits));
}

export function useSaveState(): SaveState {
  return useKept((edits) => edits.state);
}

export type RecordEditing<Own extends Fields> = {
  readonly id: string;
  readonly kind: RecordKind<Own>;
  readonly fields: Own;
  readonly kept: EditedRecord | undefined;
};

/** A record with its edits. `seen` is null for one that is still to be created. */
export function useRecord<Own extends Fields>(
  kind: RecordKind<Own>,
  id: string,
  seen: { readonly version: number; readonly fields: Own } | null,
): RecordEditing<Own> {
  const edits = useEdits();
  const told = seen && JSON.stringify(seen);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is told is compared by what it says.
  useEffect(() => {
    if (seen) edits.told(kind as unknown as RecordKind, id, seen);
    else edits.knows(kind as unknown as RecordKind);
  }, [edits, kind, id, told]);
  const kept = useKept((all) => all.record(id));
  const fields = { ...seen?.fields, ...kept?.seen?.fields } as Own;
  const isNewer = seen !== null && kept?.seen && seen.version > kept.seen.version && !kept.sent;
  return { id: kept?.id ?? id, kind, kept, fields: isNewer ? seen.fields : fields };
}

export type EditedField<Type extends Value> = {
  readonly name: string;
  readonly value: Type;
  /** What the server holds: what others see. */
  readonly saved: Type;
  /** Typed: saved after a pause. */
  readonly change: (value: Type) => void;
  /** Chosen: saved at once, one step to undo. */
  readonly choose: (value: Type) => void;
  readonly focus: () => void;
  readonly blur: () => void;
  readonly isFocused: boolean;
  /** While focused: nothing was typed yet that the field's own undo could take back. */
  readonly isUntouched: boolean;
  /** Not yet confirmed by the server. */
  readonly isKept: boolean;
  readonly conflict: { readonly theirs: Type } | null;
  readonly settle: (whose: "mine" | "theirs") => void;
  readonly problems: readonly Refusal[];
  readonly tryAgain: () => void;
  /** Somebody else's newer value, while this person is in the field without having changed it. */
  readonly meanwhile: { readonly theirs: Type; readonly show: () => void } | null;
};

type Held<Type> = { readonly start: Type; readonly base: Type; readonly value: Type };

/** One field of a record. `words` name what changing it is, for the undo button. */
export function useEditedField<Own extends Fields, Name extends keyof Own & string>(
  record: RecordEditing<Own>,
  name: Name,
  options: { readonly words: string },
): EditedField<Own[Name]> {
  type Type = Own[Name];
  const edits = useEdits();
  const { id, kept } = record;
  const [held, setHeld] = useState<Held<Type> | null>(null);
  const edit = kept?.edits[name];
  const theirs = record.fields[name] as Type & Value;
  const present = (edit ? edit.value : theirs) as Type;
  const value = held ? held.value : present;

  const change = useCallback(
    (next: Type) => {
      setHeld((before) => before && { ...before, value: next });
      edits.typed(id, name, next as Value, held && !same(held.value, theirs) ? (held.base as Value) : theirs);
    },
    [edits, id, name, held, theirs],
  );
  const stepped = useCallback(
    (from: Type, to: Type) => {
      const turn = (before: Type, after: Type) => () => {
        const now = edits.record(id);
        if (!now || !same(shown(now, name), before)) return false;
        edits.typed(id, name, after as Value, before as Value);
        edits.flush(id);
        return true;
      };
      if (!same(from, to))
        edits.steps.push({ words: options.words, undo: turn(to, from), redo: turn(from, to) });
    },
    [edits, id, name, options.words],
  );
  const choose = (next: Type) => {
    edits.typed(id, name, next as Value, theirs);
    edits.flush(id);
    stepped(present, next);
  };
  const focus = () => setHeld({ start: present, base: theirs, value: present });
  const blur = () => {
    edits.flush(id);
    if (held) stepped(held.start, held.value);
    setHeld(null);
  };
  const settle = (whose: "mine" | "theirs") => {
    if (whose === "theirs" && edit?.conflict) stepped(edit.value as Type, edit.conflict.theirs as Type);
    edits.choose(id, name, whose);
    setHeld(null);
  };
  const isOwn = kept !== undefined && name in kept.own && same(theirs, kept.own[name]);
  const isOvertaken =
    held !== null && !edit && !isOwn && !same(theirs, held.base) && !same(theirs, held.value);
  return {
    name,
    value,
    saved: theirs,
    change,
    choose,
    focus,
    blur,
    isFocused: held !== null,
    isUntouched: held !== null && same(held.start, held.value),
    isKept: edit !== undefined,
    conflict: edit?.conflict ? { theirs: edit.conflict.theirs as Type } : null,
    settle,
    problems: edit?.problems ?? [],
    tryAgain: () => edits.tryAgain(id),
    meanwhile: isOvertaken
      ? { theirs, show: () => setHeld({ start: theirs, base: theirs, value: theirs }) }
      : null,
  };
}
