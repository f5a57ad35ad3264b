import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import { useLocale } from "../../lib/locale";
import { formatCount } from "../../lib/numbers";
import { Button } from "../../ui/Button";
import type { Chosen } from "./AlignmentMatrix";
import { type Matrix, pairsOf } from "./matrix";
import styles from "./PairTable.module.css";
import { strengthOf, useStrengthWords } from "./words";

type Props = {
  label: string;
  matrix: Matrix;
  chosen: Chosen | null;
  onChoose: (chosen: Chosen | null) => void;
};

/** The matrix as a table: a line for every two units that have something between them. */
export function PairTable({ label, matrix, chosen, onChoose }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const strengthWords = useStrengthWords();
  const pairs = pairsOf(matrix);
  if (pairs.length === 0)
    return (
      <p className={styles.none}>
        <Trans>Nothing is open between these units, and none waits for another.</Trans>
      </p>
    );
  const count = (value: number) => (value === 0 ? "–" : formatCount(value, locale));
  return (
    <div className={styles.frame}>
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{t`Units`}</th>
            <th scope="col">{t`Overlaps`}</th>
            <th scope="col">{t`Conflicts`}</th>
            <th scope="col">{t`Interfaces`}</th>
            <th scope="col">{t`Strongest`}</th>
            <th scope="col">{t`Who waits`}</th>
          </tr>
        </thead>
        <tbody>
          {pairs.map(({ a, b, cell, waits }) => {
            const isChosen =
              (chosen?.rowId === a.id && chosen.columnId === b.id) ||
              (chosen?.rowId === b.id && chosen.columnId === a.id);
            const [first, second] = [a.name, b.name];
            return (
              <tr key={`${a.id} ${b.id}`} className={isChosen ? styles.chosen : undefined}>
                <th scope="row">
                  <Button
                    size="small"
                    variant="plain"
                    aria-pressed={isChosen}
                    className={styles.pair}
                    onClick={() => onChoose(isChosen ? null : { rowId: a.id, columnId: b.id })}
                  >
                    {a.id === b.id ? <Trans>within {first}</Trans> : `${first} – ${second}`}
                  </Button>
                </th>
                <td>{count(cell.overlaps)}</td>
                <td>{count(cell.conflicts)}</td>
                <td>{count(cell.interfaces)}</td>
                <td>{cell.strongest ? strengthWords[strengthOf(cell.strongest)] : "–"}</td>
                <td>
                  {waits.ofA > 0 && (
                    <span className={styles.wait}>
                      {a.id === b.id
                        ? formatCount(waits.ofA, locale)
                        : `${first} (${formatCount(waits.ofA, locale)})`}
                    </span>
                  )}
                  {waits.ofB > 0 && (
                    <span className={styles.wait}>
                      {second} ({formatCount(waits.ofB, locale)})
                    </span>
                  )}
                  {waits.ofA + waits.ofB === 0 && "–"}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
