import type { ReactNode } from "react";
import styles from "./Empty.module.css";

/** An empty place says what belongs there, and offers the first step. */
export function Empty({
  title,
  children,
  action,
}: {
  title?: string;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={styles.empty}>
      {title && <p className={styles.title}>{title}</p>}
      <p>{children}</p>
      {action}
    </div>
  );
}
