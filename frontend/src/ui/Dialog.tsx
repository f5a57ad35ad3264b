import { useLingui } from "@lingui/react/macro";
import { X } from "lucide-react";
import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { Button } from "./Button";
import { classes } from "./classes";
import styles from "./Dialog.module.css";
import { sizes } from "./tokens";

type Props = { title: ReactNode; onClose: () => void; children: ReactNode };

/** The browser's own modal dialog: it keeps the focus, gives it back, and closes on Escape. */
function Modal({ title, onClose, children, look }: Props & { look: string | undefined }) {
  const { t } = useLingui();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    element?.querySelector<HTMLElement>("[data-autofocus]")?.focus();
    return () => element?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it too, the browser sees to that.
    <dialog
      ref={dialog}
      aria-labelledby={id}
      className={classes(styles.dialog, look)}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      // Only the dialog itself is outside of its content: that is the veil.
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div className={styles.content}>
        <div className={styles.head}>
          <h2 id={id} className={styles.title}>
            {title}
          </h2>
          <Button size="small" variant="plain" aria-label={t`Close`} onClick={onClose}>
            <X size={sizes.icon} aria-hidden="true" />
          </Button>
        </div>
        {children}
      </div>
    </dialog>
  );
}

/** Something short above the page. */
export function Dialog(props: Props) {
  return <Modal {...props} look={styles.centred} />;
}

/** A form beside the page, which stays in sight; on a phone it takes the whole screen. */
export function SidePanel(props: Props) {
  return <Modal {...props} look={styles.side} />;
}
