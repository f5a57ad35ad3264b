import type { Kind } from "./addresses";
import styles from "./KindSign.module.css";

/** The shape of a kind, so that colour never says it alone: two bars, three, a square, two points on a line. */
export function KindSign({ kind }: { kind: Kind }) {
  return (
    <svg viewBox="0 0 12 12" className={styles.sign} aria-hidden="true">
      {kind === "OVERLAP" && <path d="M1 4.250h10M1 7.750h10" />}
      {kind === "SHARED_TARGET" && <path d="M1 2.500h10M1 6h10M1 9.500h10" />}
      {kind === "CONFLICT" && <path className={styles.solid} d="M2 2h8v8H2Z" />}
      {kind === "INTERFACE" && (
        <>
          <path d="M3 6h6" />
          <circle cx="2" cy="6" r="1.500" className={styles.solid} />
          <circle cx="10" cy="6" r="1.500" className={styles.solid} />
        </>
      )}
    </svg>
  );
}

/** What stands between the two sides. */
export function BetweenSign({ kind }: { kind: Kind }) {
  if (kind !== "CONFLICT") return <KindSign kind={kind} />;
  return (
    <svg viewBox="0 0 12 12" className={styles.sign} aria-hidden="true">
      <path d="M1 4h9M7.500 1.500 10 4 7.500 6.500M11 8H2M4.500 5.500 2 8l2.500 2.500" />
    </svg>
  );
}
