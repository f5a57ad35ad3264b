import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { anchorOf, kindOf } from "./answers";
import styles from "./FindingLine.module.css";
import { usePlan } from "./plan";

type Props = { code: string; nodeId: string; isHere: boolean; children: ReactNode };

/** Leads to where something is mended: on this page, or at the place of what is another unit's or the company's. */
export function MendLink({ code, nodeId, isHere, children }: Props) {
  const { cycleId, year } = usePlan();
  if (isHere) {
    return (
      <Link to="." search={(before) => before} hash={anchorOf({ code, nodeId })} className={styles.mend}>
        {children}
      </Link>
    );
  }
  switch (kindOf(nodeId)) {
    case "objective":
      return (
        <Link to="/objectives/$objectiveId" params={{ objectiveId: nodeId }} className={styles.mend}>
          {children}
        </Link>
      );
    case "moal":
      return (
        <Link to="/strategy" search={{ year }} hash={nodeId} className={styles.mend}>
          {children}
        </Link>
      );
    default:
      return (
        <Link to="/inbox" search={{ cycle: cycleId }} hash={nodeId} className={styles.mend}>
          {children}
        </Link>
      );
  }
}
