import { classes } from "../../../ui/classes";
import { useDependencyWords } from "../words";
import styles from "./KindMark.module.css";
import type { DependencyKind } from "./views";

/** The line that stands for a kind in every drawing: the stronger, the more it holds up. */
export function lineClass(kind: DependencyKind): string {
  const looks = { GATES: styles.gates, SLOWS: styles.slows, INFORMS: styles.informs };
  return classes(styles.line, looks[kind]);
}

/** What happens without it, as a piece of its line and in words. */
export function KindMark({ kind }: { kind: DependencyKind }) {
  const { kinds } = useDependencyWords();
  return (
    <span className={styles.mark}>
      <svg viewBox="0 0 28 10" className={styles.sample} aria-hidden="true">
        <path d="M1 5h26" className={lineClass(kind)} />
      </svg>
      {kinds[kind]}
    </span>
  );
}
