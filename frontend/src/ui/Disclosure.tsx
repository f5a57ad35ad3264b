import { type ReactNode, useId, useRef, useState } from "react";
import styles from "./Disclosure.module.css";
import { Popup } from "./Popup";

type Props = {
  label: string;
  /** What is always there, and opens the rest. */
  shown: ReactNode;
  className?: string;
  /** The card; `close` is for what closes it from within. */
  children: (close: () => void) => ReactNode;
};

/** Words that open a small card with more about them. */
export function Disclosure({ label, shown, className, children }: Props) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className ?? styles.words}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {shown}
      </button>
      {isOpen && (
        <Popup
          id={id}
          anchor={button}
          role="dialog"
          aria-labelledby={`${id}-label`}
          className={styles.card}
          onClose={close}
        >
          <p id={`${id}-label`} className={styles.label}>
            {label}
          </p>
          {children(close)}
        </Popup>
      )}
    </>
  );
}
