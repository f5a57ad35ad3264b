import { clampShare } from "../lib/numbers";
import styles from "./ProgressBar.module.css";

type Props = {
  /** What the bar says in words, with its figures: the drawing itself is hidden from readers. */
  label: string;
  own: number | null;
  support: number | null;
  /** Where the cycle's pace expects the result today. */
  expected: number | null;
  /** Where the stretch target lies, as a share of the way to the target; beyond 1 the bar makes room. */
  stretch?: number | null;
};

const percent = (share: number) => `${clampShare(share) * 100}%`;

/** One bar for the own result, a thin second line for support from below. */
export function ProgressBar({ label, own, support, expected, stretch = null }: Props) {
  // With a stretch target the bar ends there, so that what is beyond the target has room.
  const full = stretch !== null && stretch > 1 ? stretch : 1;
  return (
    <div role="img" aria-label={label} className={styles.figure}>
      <div className={styles.track}>
        {own !== null && <div className={styles.own} style={{ width: percent(own / full) }} />}
        {expected !== null && <div className={styles.tick} style={{ left: percent(expected / full) }} />}
        {full > 1 && <div className={styles.target} style={{ left: percent(1 / full) }} />}
      </div>
      <div className={styles.thin}>
        {support !== null && <div className={styles.support} style={{ width: percent(support / full) }} />}
      </div>
    </div>
  );
}
