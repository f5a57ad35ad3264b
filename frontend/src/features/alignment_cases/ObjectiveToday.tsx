import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { ObjectiveToday_keyResult$key } from "../../__generated__/ObjectiveToday_keyResult.graphql";
import type { ObjectiveToday_objective$key } from "../../__generated__/ObjectiveToday_objective.graphql";
import { useWay } from "../key_results/useWay";
import styles from "./Objectives.module.css";

/** An objective with what proves it, as both are today. */
export function ObjectiveToday({
  objective,
  children,
}: {
  objective: ObjectiveToday_objective$key;
  /** What can be done with it, beside its unit. */
  children?: ReactNode;
}) {
  const { id, title, unit, keyResults } = useFragment(
    graphql`
      fragment ObjectiveToday_objective on Objective {
        id
        title
        unit {
          name
        }
        keyResults {
          id
          ...ObjectiveToday_keyResult
        }
      }
    `,
    objective,
  );
  return (
    <li className={styles.objective}>
      <div className={styles.head}>
        <p className={styles.unit}>{unit.name}</p>
        {children}
      </div>
      <p className={styles.title}>
        <Link to="/objectives/$objectiveId" params={{ objectiveId: id }}>
          {title}
        </Link>
      </p>
      <ul className={styles.keyResults}>
        {keyResults.map((keyResult) => (
          <KeyResult key={keyResult.id} keyResult={keyResult} />
        ))}
      </ul>
    </li>
  );
}

function KeyResult({ keyResult }: { keyResult: ObjectiveToday_keyResult$key }) {
  const data = useFragment(
    graphql`
      fragment ObjectiveToday_keyResult on KeyResult {
        title
        ...useWay_keyResult
      }
    `,
    keyResult,
  );
  const way = useWay(data);
  return (
    <li className={styles.keyResult}>
      <span>{data.title}</span>
      <span className={styles.way}>{way}</span>
    </li>
  );
}
