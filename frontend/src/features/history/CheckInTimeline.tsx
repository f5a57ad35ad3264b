import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { graphql, useFragment } from "react-relay/hooks";
import type { CheckInTimeline_keyResult$key } from "../../__generated__/CheckInTimeline_keyResult.graphql";
import { buttonClass } from "../../ui/Button";
import { Chip } from "../../ui/Chip";
import { CheckInEntry } from "../check_ins/CheckInEntry";
import styles from "./CheckInTimeline.module.css";
import "./texts";

type Props = { keyResult: CheckInTimeline_keyResult$key; mayCorrect: boolean };

/** Every check-in of a key result, newest first; what was corrected stays in sight, and says so. */
export function CheckInTimeline({ keyResult, mayCorrect }: Props) {
  const { measure, checkIns } = useFragment(
    graphql`
      fragment CheckInTimeline_keyResult on KeyResult {
        measure
        checkIns(first: 60, includeSuperseded: true) {
          nodes {
            id
            isSuperseded
            ...CheckInEntry_checkIn
          }
        }
      }
    `,
    keyResult,
  );
  if (checkIns.nodes.length === 0) {
    return (
      <p className={styles.none}>
        <Trans>Nothing was checked in.</Trans>
      </p>
    );
  }
  return (
    <ol className={styles.timeline}>
      {checkIns.nodes.map((checkIn) => (
        <li
          key={checkIn.id}
          id={checkIn.id}
          className={styles.entry}
          data-corrected={checkIn.isSuperseded || undefined}
        >
          <CheckInEntry checkIn={checkIn} measure={measure} />
          {checkIn.isSuperseded ? (
            <Chip>
              <Trans>corrected since</Trans>
            </Chip>
          ) : (
            mayCorrect && (
              <Link
                to="."
                search={(before: object) => ({ ...before, correct: checkIn.id })}
                resetScroll={false}
                className={buttonClass({ variant: "plain", size: "small" })}
              >
                <Trans>Correct</Trans>
              </Link>
            )
          )}
        </li>
      ))}
    </ol>
  );
}
