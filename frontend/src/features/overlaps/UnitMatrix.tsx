import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Suspense, useMemo } from "react";
import { graphql, useFragment, useLazyLoadQuery } from "react-relay/hooks";
import type {
  UnitMatrix_matrix$data,
  UnitMatrix_matrix$key,
} from "../../__generated__/UnitMatrix_matrix.graphql";
import type { UnitMatrixOfParentQuery } from "../../__generated__/UnitMatrixOfParentQuery.graphql";
import { useFreshness } from "../../lib/freshness";
import { Button } from "../../ui/Button";
import { AlignmentMatrix, type Chosen, MatrixLegend } from "./AlignmentMatrix";
import { type Matrix, type MatrixUnit, matrixOf } from "./matrix";
import { PairTable } from "./PairTable";
import styles from "./UnitMatrix.module.css";
import { strengthOf } from "./words";

type Props = {
  matrix: UnitMatrix_matrix$key;
  unit: {
    readonly id: string;
    readonly name: string;
    readonly hasUnitsBelow: boolean;
    /** The unit whose children are the columns, if it is another. */
    readonly acrossId: string | null;
  };
  parentId: string | null;
  cycleId: string;
  chosen: Chosen | null;
  onChoose: (chosen: Chosen | null) => void;
};

const matrixFragment = graphql`
  fragment UnitMatrix_matrix on OverlapMatrix {
    rows {
      objectives
      unit {
        id
        name
      }
    }
    columns {
      objectives
      unit {
        id
        name
      }
    }
    cells {
      rowUnitId
      columnUnitId
      overlaps
      conflicts
      interfaces
      dependencies
      strongest
    }
  }
`;

/** The units of an area against each other; of a team, itself against the units beside it. */
export function UnitMatrix({ matrix, unit, parentId, ...shown }: Props) {
  const data = useFragment(matrixFragment, matrix);
  const hasUnitsBeside = parentId !== null && unit.acrossId === null;
  if (unit.hasUnitsBelow || parentId === null)
    return <Drawn data={data} unit={unit} hasUnitsBeside={hasUnitsBeside} {...shown} />;
  return (
    <Suspense>
      <OfParent parentId={parentId} unit={unit} {...shown} />
    </Suspense>
  );
}

function OfParent({ parentId, ...shown }: Omit<Props, "matrix" | "parentId"> & { parentId: string }) {
  const { overlapMatrix } = useLazyLoadQuery<UnitMatrixOfParentQuery>(
    graphql`
      query UnitMatrixOfParentQuery($unit: ID!, $cycle: ID!) {
        overlapMatrix(unit: $unit, cycle: $cycle) {
          ...UnitMatrix_matrix
        }
      }
    `,
    { unit: parentId, cycle: shown.cycleId },
    useFreshness(),
  );
  const data = useFragment<UnitMatrix_matrix$key>(matrixFragment, overlapMatrix);
  return <Drawn data={data} hasUnitsBeside {...shown} />;
}

/** The unit's own OKRs are a row only where they have something with others; a team's row stands alone. */
function modelOf(data: UnitMatrix_matrix$data, unit: Props["unit"]): Matrix {
  const [rows, columns] = [data.rows, data.columns].map((units) =>
    units.map(({ unit: { id, name }, objectives }) => ({ id, name, objectives })),
  ) as [MatrixUnit[], MatrixUnit[]];
  const cells = data.cells.map((cell) => ({
    ...cell,
    strongest: cell.strongest ? strengthOf(cell.strongest) : null,
  }));
  if (!unit.hasUnitsBelow) {
    return matrixOf(
      rows.filter(({ id }) => id === unit.id),
      columns.filter(({ id, objectives }) => id !== unit.id && objectives > 0),
      cells,
    );
  }
  const areas = [unit.id, unit.acrossId];
  const isTouched = (place: "rowUnitId" | "columnUnitId", id: string) =>
    cells.some((cell) => cell[place] === id);
  return matrixOf(
    rows.filter(({ id }) => !areas.includes(id) || isTouched("rowUnitId", id)),
    columns.filter(({ id }) => !areas.includes(id) || isTouched("columnUnitId", id)),
    cells,
  );
}

/** More units than this take the whole width. */
const many = 8;

function Drawn({
  data,
  unit,
  hasUnitsBeside,
  chosen,
  onChoose,
}: Omit<Props, "matrix" | "parentId"> & { data: UnitMatrix_matrix$data; hasUnitsBeside: boolean }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const { as = "matrix" } = useSearch({ from: "/alignment" });
  const matrix = useMemo(() => modelOf(data, unit), [data, unit]);
  const show = (as: "matrix" | "list") =>
    void navigate({
      to: "/alignment",
      search: (before) => ({ ...before, as: as === "list" ? as : undefined }),
      replace: true,
      resetScroll: false,
    });
  if (matrix.columns.length === 0) return null;
  const label = t`What is open between the units of ${unit.name}`;
  const View = as === "list" ? PairTable : AlignmentMatrix;
  return (
    <section
      aria-label={t`Units against each other`}
      data-many={matrix.columns.length > many || undefined}
      className={styles.matrix}
    >
      <View label={label} matrix={matrix} chosen={chosen} onChoose={onChoose} />
      <div className={styles.foot}>
        {as === "matrix" && <MatrixLegend />}
        {hasUnitsBeside && (
          <p className={styles.beside}>
            <Trans>What they have with other units stands in the list alone.</Trans>
          </p>
        )}
        <Button
          size="small"
          variant="plain"
          className={styles.twin}
          onClick={() => show(as === "list" ? "matrix" : "list")}
        >
          {as === "list" ? <Trans>Show as matrix</Trans> : <Trans>Show as list</Trans>}
        </Button>
      </div>
    </section>
  );
}
