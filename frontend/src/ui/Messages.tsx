import { useLingui } from "@lingui/react/macro";
import { X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useStore } from "../lib/store";
import { Button } from "./Button";
import { classes } from "./classes";
import styles from "./Messages.module.css";
import { announcement, dismiss, type Message, messages } from "./messages";
import { durations, sizes } from "./tokens";

function Line({ message }: { message: Message }) {
  const { t } = useLingui();
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    // Problems stay until they were read; the rest goes by itself, unless somebody is on it.
    if (isHeld || message.tone === "problem") return;
    const timer = setTimeout(() => dismiss(message.id), durations.message);
    return () => clearTimeout(timer);
  }, [isHeld, message]);
  const { action } = message;
  return (
    <li
      className={classes(styles.message, message.tone === "problem" && styles.problem)}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className={styles.text}>{message.text}</span>
      {action && (
        <Button
          size="small"
          variant="plain"
          onClick={() => {
            dismiss(message.id);
            action.run();
          }}
        >
          {action.label}
        </Button>
      )}
      <Button size="small" variant="plain" aria-label={t`Close`} onClick={() => dismiss(message.id)}>
        <X size={sizes.icon} aria-hidden="true" />
      </Button>
    </li>
  );
}

/** Where the app tells what happened; one live region for the whole page. */
export function Messages() {
  const shown = useStore(messages);
  const spoken = useStore(announcement);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    // Shown anew with each message, so that it lies above a dialog that was opened meanwhile.
    const element = list.current;
    if (element?.matches(":popover-open")) element.hidePopover();
    if (shown.length > 0) element?.showPopover();
  }, [shown]);
  return (
    <>
      <ul ref={list} popover="manual" className={styles.messages} aria-live="polite">
        {shown.map((message) => (
          <Line key={message.id} message={message} />
        ))}
      </ul>
      <div className="visually-hidden" role="status" aria-live="polite">
        {spoken}
      </div>
    </>
  );
}
