import "./texts";
import { useLingui } from "@lingui/react/macro";
import styles from "./TieLegend.module.css";
import { TieSign } from "./TieSign";

type Props = { hasOverlaps: boolean; hasDependencies: boolean };

/** What the lines between objectives stand for. */
export function TieLegend({ hasOverlaps, hasDependencies }: Props) {
  const { t } = useLingui();
  return (
    <ul className={styles.legend} aria-label={t`Lines`}>
      {hasOverlaps && (
        <>
          <li>
            <TieSign what="overlaps" /> {t`Overlap`}
          </li>
          <li>
            <TieSign what="conflicts" /> {t`Conflict`}
          </li>
        </>
      )}
      {hasDependencies && (
        <>
          <li>
            <TieSign what="waits" /> {t`waits for`}
          </li>
          <li>
            <TieSign what="waits" isLate /> {t`waits for, late`}
          </li>
        </>
      )}
    </ul>
  );
}
