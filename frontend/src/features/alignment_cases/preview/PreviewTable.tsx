import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { Fragment } from "react";
import { classes } from "../../../ui/classes";
import { type Fate, type Line, type Piece, type SetLines, sides, stands, told } from "./lines";
import styles from "./PreviewTable.module.css";
import "./texts";

/** A unit's OKRs today and afterwards, beside each other. */
export function PreviewTable({ set, isDone }: { set: SetLines; isDone: boolean }) {
  const { lines, untold } = told(set.lines);
  if (lines.length === 0) return null;
  return (
    <div className={styles.set}>
      <table className={styles.table}>
        <caption className={styles.unit}>{set.unitName}</caption>
        <thead>
          <tr className={styles.head}>
            <th scope="col">{isDone ? <Trans>Before</Trans> : <Trans>Today</Trans>}</th>
            <th scope="col">
              <Trans>Afterwards</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Row key={line.key} line={line} />
          ))}
        </tbody>
      </table>
      {untold > 0 && (
        <p className={styles.untold}>
          {plural(untold, {
            one: "# other objective stays as it is.",
            other: "# other objectives stay as they are.",
          })}
        </p>
      )}
    </div>
  );
}

function Row({ line }: { line: Line }) {
  const words = useFates();
  const { before, after } = sides(line);
  const at = stands(line.fate);
  const word = words[line.fate];
  return (
    <tr
      className={classes(
        line.level === 0 ? styles.objective : styles.keyResult,
        line.fate === "SAME" && styles.same,
      )}
    >
      <td className={classes(!at.before && styles.empty)}>
        {at.before &&
          (at.after ? <Words pieces={before} as="del" /> : <del className={styles.gone}>{line.before}</del>)}
      </td>
      <td className={classes(!at.after && styles.gap)}>
        {at.after && <Words pieces={after} as="ins" />}
        {word && (
          <span className={styles.fate}>
            {at.after ? " · " : ""}
            {word}
          </span>
        )}
      </td>
    </tr>
  );
}

function Words({ pieces, as: Mark }: { pieces: readonly Piece[]; as: "ins" | "del" }) {
  return pieces.map(({ text, isMarked }, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no other name than their place.
    <Fragment key={place}>{isMarked ? <Mark className={styles.mark}>{text}</Mark> : text}</Fragment>
  ));
}

function useFates(): Record<Fate, string | null> {
  const { t } = useLingui();
  return {
    SAME: null,
    CHANGED: null,
    ADDED: t`new`,
    REMOVED: t`is dropped`,
    MOVED_AWAY: t`goes to another place`,
    MOVED_HERE: t`comes from elsewhere`,
  };
}
