import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { kindOf } from "./answers";
import styles from "./FindingLine.module.css";

type Props = { nodeId: string; isHere: boolean; children: ReactNode };

/** Leads to where something is mended: on this page, or at the place of what is another unit's or the company's. */
export function MendLink({ nodeId, isHere, children }: Props) {
  if (isHere) {
    return (
      <Link to="." search={(before) => before} hash={nodeId} className={styles.mend}>
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
        <Link to="/strategy" hash={nodeId} className={styles.mend}>
          {children}
        </Link>
      );
    default:
      return (
        <Link to="/inbox" hash={nodeId} className={styles.mend}>
          {children}
        </Link>
      );
  }
}
