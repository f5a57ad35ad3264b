import "./texts";
import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { graphql, useFragment } from "react-relay/hooks";
import type { AlignmentSurroundings_query$key } from "../../__generated__/AlignmentSurroundings_query.graphql";
import styles from "./AlignmentSurroundings.module.css";

/** What else is to be settled between these units: the cases that are open, and what they wait for. */
export function AlignmentSurroundings({ query }: { query: AlignmentSurroundings_query$key }) {
  const { t } = useLingui();
  const { alignmentCases, dependencies, late } = useFragment(
    graphql`
      fragment AlignmentSurroundings_query on Query
      @argumentDefinitions(unit: { type: "ID!" }, cycle: { type: "ID!" }) {
        alignmentCases(unit: $unit, cycle: $cycle, states: [OPEN, ESCALATED], first: 5) {
          totalCount
          nodes {
            id
            title
            participants {
              unit {
                id
                name
              }
            }
          }
        }
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
      {alignmentCases.nodes.length > 0 && (
        <ul aria-label={t`Open cases`} className={styles.cases}>
          {alignmentCases.nodes.map(({ id, title, participants }) => (
            <li key={id}>
              <Link to="/cases/$caseId" params={{ caseId: id }}>
                {title}
              </Link>{" "}
              {participants.map(({ unit }) => unit.name).join(", ")}
            </li>
          ))}
        </ul>
      )}
      <p>
        <Link to="/cases" search={(before) => ({ unit: before.unit, cycle: before.cycle })}>
          {alignmentCases.totalCount > 0 ? (
            plural(alignmentCases.totalCount, { one: "# open case", other: "# open cases" })
          ) : (
            <Trans>All cases</Trans>
          )}
        </Link>
        {" · "}
        <Link to="/dependencies" search={(before) => ({ unit: before.unit, cycle: before.cycle })}>
          {all}
        </Link>
        {late.totalCount > 0 &&
          plural(late.totalCount, { one: ", # of them late", other: ", # of them late" })}
      </p>
    </div>
  );
}
