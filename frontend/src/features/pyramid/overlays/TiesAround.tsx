import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { TieSign } from "./TieSign";
import styles from "./TiesAround.module.css";
import type { TieEnd } from "./ties";
import { useTieWords } from "./useTieWords";

/** The ties of the objective in the middle in words, each leading to its other end. */
export function TiesAround({ ends }: { ends: readonly TieEnd[] }) {
  const { t } = useLingui();
  const words = useTieWords();
  if (ends.length === 0) {
    return (
      <p className={styles.none}>
        <Trans>Nothing overlaps with it, it waits for nobody, and nobody waits for it.</Trans>
      </p>
    );
  }
  return (
    <ul className={styles.ties} aria-label={t`Beside it`}>
      {ends.map((end) => (
        <li key={`${end.id} ${end.role}`} className={styles.tie}>
          <TieSign what={end.role} isLate={end.isLate} />
          {end.other.objectiveId === null ? (
            words(end)
          ) : (
            <Link
              to="/pyramid"
              search={(before) => ({
                ...before,
                view: "focus",
                objective: end.other.objectiveId ?? undefined,
                // Other places have something else under this name.
                dependencies: before.dependencies === true ? true : undefined,
              })}
              resetScroll={false}
            >
              {words(end)}
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}
