/** The matrix of units as a model: what stands where, how dark it is drawn, how the keyboard walks it. */

export type Strength = "POSSIBLE" | "LIKELY" | "STRONG" | "CERTAIN";

export type MatrixUnit = { readonly id: string; readonly name: string; readonly objectives: number };

export type Cell = {
  readonly rowUnitId: string;
  readonly columnUnitId: string;
  readonly overlaps: number;
  readonly conflicts: number;
  readonly interfaces: number;
  /** How often the row's unit waits for the column's. */
  readonly dependencies: number;
  readonly strongest: Strength | null;
};

export type Matrix = {
  readonly rows: readonly MatrixUnit[];
  readonly columns: readonly MatrixUnit[];
  readonly at: (rowId: string, columnId: string) => Cell | null;
};

export function matrixOf(
  rows: readonly MatrixUnit[],
  columns: readonly MatrixUnit[],
  cells: readonly Cell[],
): Matrix {
  const byUnits = new Map(cells.map((cell) => [`${cell.rowUnitId} ${cell.columnUnitId}`, cell]));
  return { rows, columns, at: (rowId, columnId) => byUnits.get(`${rowId} ${columnId}`) ?? null };
}

/** What is open between two units, of all kinds. */
export function openIn(cell: Cell | null): number {
  return cell ? cell.overlaps + cell.conflicts + cell.interfaces : 0;
}

const ofStrength: Record<Strength, number> = { POSSIBLE: 1, LIKELY: 1, STRONG: 2, CERTAIN: 2 };

/** How dark a cell is drawn, 0 to 3: what is strong counts for more than what is many. */
export function shadeOf(cell: Cell | null): 0 | 1 | 2 | 3 {
  const open = openIn(cell);
  if (open === 0) return 0;
  const base = cell?.strongest ? ofStrength[cell.strongest] : 1;
  const shade = base + (open > 1 ? 1 : 0);
  return shade >= 3 ? 3 : shade === 2 ? 2 : 1;
}

export type Place = { readonly row: number; readonly column: number };

/** Where a key leads in a grid; null when it is none that walks. Home and End stay in the row, with Ctrl they don't. */
export function walk(
  from: Place,
  key: string,
  isFar: boolean,
  size: { readonly rows: number; readonly columns: number },
): Place | null {
  const last = { row: size.rows - 1, column: size.columns - 1 };
  const within = ({ row, column }: Place): Place => ({
    row: Math.min(last.row, Math.max(0, row)),
    column: Math.min(last.column, Math.max(0, column)),
  });
  switch (key) {
    case "ArrowUp":
      return within({ ...from, row: from.row - 1 });
    case "ArrowDown":
      return within({ ...from, row: from.row + 1 });
    case "ArrowLeft":
      return within({ ...from, column: from.column - 1 });
    case "ArrowRight":
      return within({ ...from, column: from.column + 1 });
    case "PageUp":
      return within({ ...from, row: from.row - 10 });
    case "PageDown":
      return within({ ...from, row: from.row + 10 });
    case "Home":
      return isFar ? { row: 0, column: 0 } : { ...from, column: 0 };
    case "End":
      return isFar ? last : { ...from, column: last.column };
    default:
      return null;
  }
}

export type Pair = {
  readonly a: MatrixUnit;
  readonly b: MatrixUnit;
  readonly cell: Cell;
  /** How often `a` waits for `b`, and `b` for `a`. */
  readonly waits: { readonly ofA: number; readonly ofB: number };
};

/** The matrix as a list: every two units with something between them, once; conflicts first, then the most. */
export function pairsOf(matrix: Matrix): readonly Pair[] {
  const pairs: Pair[] = [];
  const seen = new Set<string>();
  for (const a of matrix.rows) {
    for (const b of matrix.columns) {
      if (seen.has(`${b.id} ${a.id}`)) continue;
      seen.add(`${a.id} ${b.id}`);
      const there = matrix.at(a.id, b.id);
      const back = a.id === b.id ? null : matrix.at(b.id, a.id);
      const cell = there ?? back;
      const waits = { ofA: there?.dependencies ?? 0, ofB: back?.dependencies ?? 0 };
      if (cell && openIn(cell) + waits.ofA + waits.ofB > 0) pairs.push({ a, b, cell, waits });
    }
  }
  const rank = ({ cell }: Pair) => [cell.conflicts, shadeOf(cell), openIn(cell)] as const;
  return pairs.toSorted((one, other) => {
    const [mine, theirs] = [rank(one), rank(other)];
    for (let place = 0; place < mine.length; place += 1) {
      const difference = (theirs[place] ?? 0) - (mine[place] ?? 0);
      if (difference !== 0) return difference;
    }
    return 0;
  });
}
