import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { leadTo } from "../okr_sets/useAnchor";
import { anchorOf, kindOf } from "./answers";
import styles from "./FindingLine.module.css";
import { usePlan } from "./plan";

type Props = { code: string; nodeId: string; isHere: boolean; children: ReactNode };

/** Leads to where something is mended: on this page, or at the place of what is another unit's or the company's. */
export function MendLink({ code, nodeId, isHere, children }: Props) {
  const { cycleId, year } = usePlan();
  if (isHere) {
    const anchor = anchorOf({ code, nodeId });
    return (
      <Link
        to="."
        search={(before) => before}
        hash={anchor}
        // An address that is the same as before leads nowhere by itself.
        onClick={() => leadTo(anchor)}
        className={styles.mend}
      >
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
    case "overlap_finding":
      return (
        <Link
          to="/alignment"
          search={(before) => ({ unit: before.unit, cycle: cycleId, finding: nodeId })}
          className={styles.mend}
        >
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
