import styles from "./TieLine.module.css";
import { TieSign } from "./TieSign";
import type { TieEnd } from "./ties";
import { useTieWords } from "./useTieWords";

/** All ties of an objective in a row's second line. */
export function TieLine({ ends }: { ends: readonly TieEnd[] }) {
  const words = useTieWords();
  return (
    <span className={styles.line} title={ends.map(words).join(" · ")}>
      {ends.map((end) => (
        <span key={`${end.id} ${end.role}`} className={styles.tie}>
          <TieSign what={end.role} isLate={end.isLate} />
          {words(end)}
        </span>
      ))}
    </span>
  );
}
