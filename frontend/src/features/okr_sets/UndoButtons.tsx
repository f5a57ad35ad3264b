import { useLingui } from "@lingui/react/macro";
import { Redo2, Undo2 } from "lucide-react";
import { useCallback, useEffect } from "react";
import { useEdits } from "../../lib/edits/useEdits";
import { useStore } from "../../lib/store";
import { IconButton } from "../../ui/IconButton";
import { announce, tell } from "../../ui/messages";
import { sizes } from "../../ui/tokens";
import "./texts";
import styles from "./UndoButtons.module.css";

/** A text that its own undo can still take back something of; the keys belong to it as long as that is so. */
function hasOwnUndo(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (!target.matches("textarea, input, [contenteditable]")) return false;
  return !target.hasAttribute("data-untouched");
}

/** Takes back the person's last steps in this place, and does them again; Ctrl+Z and Ctrl+Shift+Z do, too. */
export function UndoButtons({ place }: { place: string }) {
  const { t } = useLingui();
  const edits = useEdits();
  const { steps } = edits;
  const { done, undone } = useStore(steps.steps);
  // biome-ignore lint/correctness/useExhaustiveDependencies: steps belong to the place in which they were done.
  useEffect(() => () => steps.clear(), [steps, place]);

  const turn = useCallback(
    (which: "undo" | "redo") => {
      // A field that has the focus holds on to what it shows; it takes up what it is after the step.
      const field = document.activeElement;
      if (field instanceof HTMLTextAreaElement) field.blur();
      const turned = steps[which]();
      if (field instanceof HTMLTextAreaElement) requestAnimationFrame(() => field.focus());
      if (!turned) return;
      const { words } = turned.step;
      if (!turned.isDone) tell(t`“${words}” stays as it is: somebody else changed the same since.`);
      else announce(which === "undo" ? t`Undone: ${words}` : t`Done again: ${words}`);
    },
    [steps, t],
  );

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return;
      const key = event.key.toLowerCase();
      const which = key === "z" ? (event.shiftKey ? "redo" : "undo") : key === "y" ? "redo" : null;
      if (!which || hasOwnUndo(event.target)) return;
      if (event.target instanceof Element && event.target.closest("dialog")) return;
      event.preventDefault();
      turn(which);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [turn]);

  const last = done.at(-1)?.words;
  const next = undone.at(-1)?.words;
  return (
    <div className={styles.buttons}>
      <IconButton
        label={last ? t`Undo: ${last}` : t`Undo`}
        aria-keyshortcuts="Control+Z"
        aria-disabled={!last}
        onClick={() => turn("undo")}
      >
        <Undo2 size={sizes.icon} aria-hidden="true" />
      </IconButton>
      <IconButton
        label={next ? t`Redo: ${next}` : t`Redo`}
        aria-keyshortcuts="Control+Shift+Z"
        aria-disabled={!next}
        onClick={() => turn("redo")}
      >
        <Redo2 size={sizes.icon} aria-hidden="true" />
      </IconButton>
    </div>
  );
}
