import { Trans } from "@lingui/react/macro";
import { wordChanges } from "../../lib/wordChanges";
import styles from "./MarkedText.module.css";
import "./texts";

/** A text with what went and what came since another version of it: told by mark and, to readers, by word. */
export function MarkedText({ before, after }: { before: string; after: string }) {
  let place = 0;
  return (
    <span className={styles.text}>
      {wordChanges(before, after).map(({ kind, text }) => {
        place += 1;
        if (kind === "same") return <span key={place}>{text}</span>;
        const isAdded = kind === "added";
        const Mark = isAdded ? "ins" : "del";
        return (
          <Mark key={place} className={isAdded ? styles.added : styles.removed}>
            <span className="visually-hidden">
              {isAdded ? <Trans>Added:</Trans> : <Trans>Removed:</Trans>}{" "}
            </span>
            {text}
          </Mark>
        );
      })}
    </span>
  );
}
