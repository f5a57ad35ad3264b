import type { FormEvent, ReactNode } from "react";
import styles from "./Form.module.css";

type Props = { onSubmit: (event: FormEvent) => void; children: ReactNode };

/** Fields under one another, with room to breathe; the app says what is wrong, not the browser. */
export function Form({ onSubmit, children }: Props) {
  return (
    <form noValidate className={styles.form} onSubmit={onSubmit}>
      {children}
    </form>
  );
}

/** What one can do with a form, always in reach. */
export function FormDeeds({ children }: { children: ReactNode }) {
  return <div className={styles.deeds}>{children}</div>;
}
