import "./texts";
import { plural } from "@lingui/core/macro";
import { Link } from "@tanstack/react-router";
import { graphql, useFragment } from "react-relay/hooks";
import type { AlignmentSurroundings_query$key } from "../../__generated__/AlignmentSurroundings_query.graphql";
import styles from "./AlignmentSurroundings.module.css";

/** What else is to be settled between these units: what they wait for, and the cases that are open. */
export function AlignmentSurroundings({ query }: { query: AlignmentSurroundings_query$key }) {
  const { dependencies, late } = useFragment(
    graphql`
      fragment AlignmentSurroundings_query on Query
      @argumentDefinitions(unit: { type: "ID!" }, cycle: { type: "ID!" }) {
        dependencies: dependencyList(unit: $unit, cycle: $cycle, first: 1) {
          totalCount
        }
        late: dependencyList(unit: $unit, cycle: $cycle, isLate: true, first: 1) {
          totalCount
        }
      }
    `,
    query,
  );
  const all = plural(dependencies.totalCount, { one: "# dependency", other: "# dependencies" });
  return (
    <div className={styles.surroundings}>
      <p>
        <Link to="/dependencies" search={(before) => ({ unit: before.unit, cycle: before.cycle })}>
          {all}
        </Link>
        {late.totalCount > 0 &&
          plural(late.totalCount, { one: ", # of them late", other: ", # of them late" })}
      </p>
    </div>
  );
}
