import type { ReactNode } from "react";
import styles from "./KeyResultList.module.css";

/** Lines whose figures stand under one another. */
export function KeyResultList({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className={styles.list} aria-label={label}>
      {children}
    </ul>
  );
}
