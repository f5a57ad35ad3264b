import styles from "./MarkedTitle.module.css";
import { type Mark, piecesOf } from "./marks";

/** A title with the words in it that are evidence. */
export function MarkedTitle({ title, marks }: { title: string; marks: readonly Mark[] }) {
  let place = 0;
  return piecesOf(title, marks).map(({ text, isMarked }) => {
    place += 1;
    if (!isMarked) return <span key={place}>{text}</span>;
    return (
      <mark key={place} className={styles.mark}>
        {text}
      </mark>
    );
  });
}
