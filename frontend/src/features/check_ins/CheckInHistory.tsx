import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { graphql, useFragment } from "react-relay/hooks";
import type { CheckInHistory_objective$key } from "../../__generated__/CheckInHistory_objective.graphql";
import { Empty } from "../../ui/Empty";
import { CheckInEntry } from "./CheckInEntry";
import styles from "./CheckInHistory.module.css";

const shown = 12;

type Props = { objective: CheckInHistory_objective$key; mayCheckIn: boolean };

/** What was said lately about any key result of an objective, newest first. */
export function CheckInHistory({ objective, mayCheckIn }: Props) {
  const { keyResults } = useFragment(
    graphql`
      fragment CheckInHistory_objective on Objective {
        keyResults {
          id
          title
          measure
          checkIns(first: 8) {
            nodes {
              id
              at
              ...CheckInEntry_checkIn
            }
          }
        }
      }
    `,
    objective,
  );
  const entries = keyResults
    .flatMap(({ id, title, measure, checkIns }) =>
      checkIns.nodes.map((checkIn) => ({ checkIn, id, title, measure })),
    )
    .toSorted((a, b) => Date.parse(b.checkIn.at) - Date.parse(a.checkIn.at))
    .slice(0, shown);
  if (entries.length === 0) {
    return (
      <Empty>
        {mayCheckIn ? (
          <Trans>Nothing was checked in yet. A check-in takes a value, a confidence and a sentence.</Trans>
        ) : (
          <Trans>Nothing was checked in.</Trans>
        )}
      </Empty>
    );
  }
  return (
    <ol className={styles.history}>
      {entries.map(({ checkIn, id, title, measure }) => (
        <li key={checkIn.id} className={styles.entry}>
          <p className={styles.title}>
            <Link to="/key-results/$keyResultId" params={{ keyResultId: id }}>
              {title}
            </Link>
          </p>
          <CheckInEntry checkIn={checkIn} measure={measure} />
        </li>
      ))}
    </ol>
  );
}
