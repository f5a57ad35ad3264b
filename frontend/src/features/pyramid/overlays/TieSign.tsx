import { classes } from "../../../ui/classes";
import styles from "./TieSign.module.css";
import type { TieRole } from "./ties";

/** A piece of the line that stands for a tie: double for overlaps, with a square for conflicts, dashed for waits. */
export function TieSign({ what, isLate = false }: { what: TieRole; isLate?: boolean }) {
  const isWait = what === "waits" || what === "awaited";
  return (
    <svg
      viewBox="0 0 28 12"
      className={classes(
        styles.sign,
        isWait && styles.wait,
        what === "conflicts" && styles.conflict,
        isLate && styles.late,
      )}
      aria-hidden="true"
    >
      {isWait ? (
        <>
          <path d={what === "waits" ? "M1 6h20" : "M27 6H7"} className={styles.dashed} />
          <path d={what === "waits" ? "M20 2l7 4-7 4Z" : "M8 2 1 6l7 4Z"} className={styles.solid} />
        </>
      ) : (
        <>
          <path d="M1 4h26M1 8h26" />
          {what === "conflicts" && <path d="M10 2h8v8h-8Z" className={styles.solid} />}
        </>
      )}
    </svg>
  );
}
