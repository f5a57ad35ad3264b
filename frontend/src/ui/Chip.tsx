import type { ReactNode } from "react";
import styles from "./Chip.module.css";

/** A word or two about the thing beside it. */
export function Chip({ children }: { children: ReactNode }) {
  return <span className={styles.chip}>{children}</span>;
}
