import { Trans } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { CheckInEntry_checkIn$key } from "../../__generated__/CheckInEntry_checkIn.graphql";
import { formatInstant } from "../../lib/days";
import { useLocale } from "../../lib/locale";
import { formatMeasured } from "../../lib/measures";
import styles from "./CheckInEntry.module.css";

/** What one check-in said. */
export function CheckInEntry({ checkIn, measure }: { checkIn: CheckInEntry_checkIn$key; measure: string }) {
  const locale = useLocale();
  const data = useFragment(
    graphql`
      fragment CheckInEntry_checkIn on CheckIn {
        at
        value
        confidence
        whatChanged
        obstacle
        nextStep
        recordedByName
      }
    `,
    checkIn,
  );
  const confidence = data.confidence ?? null;
  return (
    <div className={styles.entry}>
      <p className={styles.head}>
        <time dateTime={data.at}>{formatInstant(data.at, locale, new Date())}</time>
        {typeof data.value === "number" && <b>{formatMeasured(data.value, measure, locale)}</b>}
        {confidence !== null && (
          <span>
            <Trans>confidence {confidence}</Trans>
          </span>
        )}
        {data.recordedByName && <span className={styles.by}>{data.recordedByName}</span>}
      </p>
      {data.whatChanged && <p>{data.whatChanged}</p>}
      {data.obstacle && (
        <p>
          <b>
            <Trans>In the way:</Trans>
          </b>{" "}
          {data.obstacle}
        </p>
      )}
      {data.nextStep && (
        <p>
          <b>
            <Trans>Next:</Trans>
          </b>{" "}
          {data.nextStep}
        </p>
      )}
    </div>
  );
}
