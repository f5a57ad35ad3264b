import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import { type KeyboardEvent, useRef, useState } from "react";
import { classes } from "../../ui/classes";
import styles from "./AlignmentMatrix.module.css";
import { type Matrix, type MatrixUnit, openIn, type Place, shadeOf, walk } from "./matrix";
import { useCellWords } from "./useCellWords";

export type Chosen = { readonly rowId: string; readonly columnId: string };

type Props = {
  label: string;
  matrix: Matrix;
  chosen: Chosen | null;
  /** Choose a cell, or none by choosing the chosen one again. */
  onChoose: (chosen: Chosen | null) => void;
};

/** More units than this get smaller cells, and a frame that scrolls. */
const many = 10;

/** What is open between every two units: arrow keys walk, Enter chooses whose findings are listed. */
export function AlignmentMatrix({ label, matrix, chosen, onChoose }: Props) {
  const { t } = useLingui();
  const wordsOf = useCellWords();
  const grid = useRef<HTMLTableElement>(null);
  const { rows, columns } = matrix;
  const [active, setActive] = useState<Place>(() => placeOf(matrix, chosen));
  const at: Place = {
    row: Math.min(active.row, rows.length - 1),
    column: Math.min(active.column, columns.length - 1),
  };
  const choose = (row: MatrixUnit, column: MatrixUnit) => {
    const isChosen = chosen?.rowId === row.id && chosen.columnId === column.id;
    onChoose(isChosen ? null : { rowId: row.id, columnId: column.id });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const [row, column] = [rows[at.row], columns[at.column]];
    if ((event.key === "Enter" || event.key === " ") && row && column) {
      event.preventDefault();
      choose(row, column);
      return;
    }
    if (event.key === "Escape" && chosen) {
      event.preventDefault();
      onChoose(null);
      return;
    }
    const to = walk(at, event.key, event.ctrlKey || event.metaKey, {
      rows: rows.length,
      columns: columns.length,
    });
    if (!to) return;
    event.preventDefault();
    setActive(to);
    grid.current?.querySelector<HTMLElement>(`[data-place="${to.row} ${to.column}"]`)?.focus();
  };
  return (
    <div className={styles.frame}>
      <table
        ref={grid}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are walked and chosen is a grid.
        role="grid"
        aria-label={label}
        className={classes(styles.matrix, Math.max(rows.length, columns.length) > many && styles.dense)}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr>
            <td className={styles.corner} />
            {columns.map((column) => (
              <th key={column.id} scope="col" className={styles.column}>
                <span title={column.name}>{column.name}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, rowPlace) => (
            <tr key={row.id}>
              <th scope="row" className={styles.row} title={row.name}>
                {row.name}
              </th>
              {columns.map((column, columnPlace) => {
                const cell = matrix.at(row.id, column.id);
                const open = openIn(cell);
                const said = wordsOf(cell);
                const isOwn = row.id === column.id;
                return (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the grid's.
                  <td
                    key={column.id}
                    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: as the table.
                    role="gridcell"
                    data-place={`${rowPlace} ${columnPlace}`}
                    tabIndex={rowPlace === at.row && columnPlace === at.column ? 0 : -1}
                    aria-selected={chosen?.rowId === row.id && chosen.columnId === column.id}
                    className={classes(
                      styles.cell,
                      isOwn && open === 0 && styles.own,
                      styles[`shade${shadeOf(cell)}`],
                    )}
                    onFocus={() => setActive({ row: rowPlace, column: columnPlace })}
                    onClick={() => choose(row, column)}
                  >
                    <span className="visually-hidden">
                      {isOwn ? t`Within ${row.name}: ${said}` : t`${row.name} and ${column.name}: ${said}`}
                    </span>
                    {open > 0 && <span aria-hidden="true">{open}</span>}
                    {(cell?.conflicts ?? 0) > 0 && <i className={styles.conflict} />}
                    {(cell?.dependencies ?? 0) > 0 && <i className={styles.dependency} />}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function placeOf(matrix: Matrix, chosen: Chosen | null): Place {
  const row = matrix.rows.findIndex((unit) => unit.id === chosen?.rowId);
  const column = matrix.columns.findIndex((unit) => unit.id === chosen?.columnId);
  return row >= 0 && column >= 0 ? { row, column } : { row: 0, column: 0 };
}

/** What the numbers and signs of the matrix mean. */
export function MatrixLegend() {
  return (
    <p className={styles.legend}>
      <Trans>Numbers: what is not settled between two units.</Trans>{" "}
      <span className={styles.key}>
        <i className={styles.conflictSign} /> <Trans>a conflict is among it</Trans>
      </span>{" "}
      <span className={styles.key}>
        <i className={styles.dependencySign} /> <Trans>the row waits for the column</Trans>
      </span>
    </p>
  );
}
