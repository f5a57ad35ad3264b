import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import { useLocale } from "../../../lib/locale";
import { formatCount } from "../../../lib/numbers";
import styles from "./TieLegend.module.css";
import { TieSign } from "./TieSign";

type Props = {
  hasOverlaps: boolean;
  hasDependencies: boolean;
  /** Of how many lines only the most pressing are drawn; null where all are. */
  count: number | null;
};

/** What the lines between objectives stand for. */
export function TieLegend({ hasOverlaps, hasDependencies, count }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const all = count === null ? null : formatCount(count, locale);
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
      {all !== null && (
        <li>
          <Trans>
            The most pressing of {all} lines are drawn. Point at an objective to see its own, or come closer.
          </Trans>
        </li>
      )}
    </ul>
  );
}
