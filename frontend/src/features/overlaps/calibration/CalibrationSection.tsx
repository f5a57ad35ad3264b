import "./texts";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { CalibrationSectionQuery } from "../../../__generated__/CalibrationSectionQuery.graphql";
import { useFreshness } from "../../../lib/freshness";
import { useLocale } from "../../../lib/locale";
import { Button } from "../../../ui/Button";
import { Section } from "../../../ui/Section";
import { Segmented } from "../../../ui/Segmented";
import styles from "./CalibrationSection.module.css";
import { useCalibrationDeeds } from "./useCalibrationDeeds";

/** From which likeness on texts count as overlapping here, and how what people said of them has moved that. */
export function CalibrationSection({ mayChange }: { mayChange: boolean }) {
  const { t } = useLingui();
  const locale = useLocale();
  const { overlapCalibration: calibration } = useLazyLoadQuery<CalibrationSectionQuery>(
    graphql`
      query CalibrationSectionQuery {
        overlapCalibration {
          possible
          likely
          strong
          shippedPossible
          shippedLikely
          shippedStrong
          confirmed
          dismissed
          shift
          learnedShift
          furthest
          fewest
          isOn
          version
        }
      }
    `,
    {},
    useFreshness(),
  );
  const deeds = useCalibrationDeeds(calibration.version);
  const figures = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const { confirmed, dismissed, shift, fewest, isOn } = calibration;
  const decided = confirmed + dismissed;
  const furthest = figures.format(calibration.furthest);
  const by = figures.format(Math.abs(shift));
  const levels = [
    [t`possible`, calibration.shippedPossible, calibration.possible],
    [t`likely`, calibration.shippedLikely, calibration.likely],
    [t`strong`, calibration.shippedStrong, calibration.strong],
  ] as const;
  return (
    <Section title={<Trans>How overlaps are found</Trans>}>
      <p className={styles.about}>
        <Trans>
          Texts of two units count as overlapping from a certain likeness on. What you confirm and dismiss
          moves that a little, at most by {furthest} up or down: dismissals raise it, confirmations lower it.
          What shared metrics and dependencies say is certain, and not affected.
        </Trans>
      </p>
      <table className={styles.thresholds}>
        <thead>
          <tr>
            <th scope="col">
              <Trans>An overlap is</Trans>
            </th>
            <th scope="col">
              <Trans>as shipped</Trans>
            </th>
            <th scope="col">
              <Trans>here</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {levels.map(([word, shipped, here]) => (
            <tr key={word}>
              <th scope="row">{word}</th>
              <td>{figures.format(shipped)}</td>
              <td>{figures.format(here)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.moved}>
        <Trans>
          Confirmed: {confirmed}. Dismissed: {dismissed}.
        </Trans>{" "}
        {!isOn ? (
          <Trans>They are counted, and move nothing.</Trans>
        ) : decided < fewest ? (
          <Plural
            value={fewest - decided}
            one="From # answer more on, they move something."
            other="From # answers more on, they move something."
          />
        ) : shift > 0 ? (
          <Trans>That has raised the thresholds by {by}.</Trans>
        ) : shift < 0 ? (
          <Trans>That has lowered the thresholds by {by}.</Trans>
        ) : (
          <Trans>That leaves the thresholds as they are shipped.</Trans>
        )}
      </p>
      {mayChange && (
        <div className={styles.deeds}>
          <Segmented
            label={t`Thresholds`}
            value={isOn ? "learn" : "shipped"}
            options={[
              { value: "learn", label: t`Learn from what we say` },
              { value: "shipped", label: t`As shipped` },
            ]}
            onChange={(value) => void deeds.calibrate(value === "learn")}
          />
          {decided > 0 && (
            <Button size="small" disabled={deeds.isUnderway} onClick={() => void deeds.reset()}>
              <Trans>Forget what was said up to now</Trans>
            </Button>
          )}
        </div>
      )}
    </Section>
  );
}
