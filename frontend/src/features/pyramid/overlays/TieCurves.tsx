import { classes } from "../../../ui/classes";
import styles from "./TieCurves.module.css";
import { type Bow, bowsOf, middleOf } from "./tieGeometry";
import type { Tie } from "./ties";

type Props = {
  ties: readonly Tie[];
  places: ReadonlyMap<string, { readonly x: number; readonly y: number }>;
  size: { width: number; height: number };
};

const square = 8;

/** The ties between the cards of a drawing, as bows over it. */
export function TieCurves({ ties, places, size }: Props) {
  const bows = bowsOf(ties, ({ objectiveId }) => {
    const at = objectiveId === null ? undefined : places.get(objectiveId);
    return at ? { ...at, ...size } : null;
  });
  return bows.map((bow) => <Curve key={bow.tie.id} bow={bow} />);
}

function Curve({ bow }: { bow: Bow }) {
  const { tie, start, bend, end } = bow;
  const path = `M${start.x} ${start.y}Q${bend.x} ${bend.y} ${end.x} ${end.y}`;
  if (tie.kind === "dependency")
    return <path d={path} className={classes(styles.wait, tie.isLate && styles.late)} />;
  const middle = middleOf(bow);
  return (
    <g className={classes(styles.overlap, tie.kind === "conflict" && styles.conflict)}>
      <path d={path} className={styles.outer} />
      <path d={path} className={styles.inner} />
      {tie.kind === "conflict" && (
        <rect
          x={middle.x - square / 2}
          y={middle.y - square / 2}
          width={square}
          height={square}
          className={styles.square}
        />
      )}
    </g>
  );
}
