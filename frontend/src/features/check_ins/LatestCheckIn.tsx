import { Trans } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { LatestCheckIn_keyResult$key } from "../../__generated__/LatestCheckIn_keyResult.graphql";
import { CheckInEntry } from "./CheckInEntry";
import styles from "./LatestCheckIn.module.css";

/** What was said last time, beside the form for today. */
export function LatestCheckIn({ keyResult }: { keyResult: LatestCheckIn_keyResult$key }) {
  const { latestCheckIn, measure } = useFragment(
    graphql`
      fragment LatestCheckIn_keyResult on KeyResult {
        measure
        latestCheckIn {
          id
          ...CheckInEntry_checkIn
        }
      }
    `,
    keyResult,
  );
  if (!latestCheckIn) return null;
  return (
    <div className={styles.last}>
      <p className={styles.heading}>
        <Trans>Last time</Trans>
      </p>
      <CheckInEntry checkIn={latestCheckIn} measure={measure} />
    </div>
  );
}
