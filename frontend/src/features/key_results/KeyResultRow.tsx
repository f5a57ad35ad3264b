import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { graphql, useFragment } from "react-relay/hooks";
import type { KeyResultRow_keyResult$key } from "../../__generated__/KeyResultRow_keyResult.graphql";
import { useLocale } from "../../lib/locale";
import { formatMeasured } from "../../lib/measures";
import { formatCount } from "../../lib/numbers";
import { buttonClass } from "../../ui/Button";
import { Chip } from "../../ui/Chip";
import { Sparkline } from "../../ui/Sparkline";
import { StateMark } from "../../ui/StateMark";
import { DependencyLine } from "../dependencies/DependencyLine";
import styles from "./KeyResultRow.module.css";
import { shapeOf, useStateWords } from "./states";
import { useWay } from "./useWay";

type Props = { keyResult: KeyResultRow_keyResult$key; mayCheckIn: boolean };

/** One line of an objective: what is measured, how far it has come, where it stands, what it waits for. */
export function KeyResultRow({ keyResult, mayCheckIn }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const wordFor = useStateWords();
  const data = useFragment(
    graphql`
      fragment KeyResultRow_keyResult on KeyResult {
        id
        title
        measure
        currentValue
        confidence
        state
        measuredAt
        isChangedSinceCommitment
        ...useWay_keyResult
        checkIns(first: 8) {
          nodes {
            id
            confidence
          }
        }
        dependsOn(states: [REQUESTED, ACCEPTED, COUNTERED]) {
          id
          ...DependencyLine_dependency
        }
      }
    `,
    keyResult,
  );
  const way = useWay(data);
  const { title, confidence } = data;
  const confidences = data.checkIns.nodes.flatMap((checkIn) => checkIn.confidence ?? []).toReversed();
  const said = confidences.map((value) => formatCount(value, locale)).join(", ");
  return (
    <li id={data.id} className={styles.row}>
      <Link to="/key-results/$keyResultId" params={{ keyResultId: data.id }} className={styles.title}>
        {title}
      </Link>
      <span className={styles.way}>
        {data.isChangedSinceCommitment && (
          <Chip>
            <Trans>changed</Trans>
          </Chip>
        )}{" "}
        {way}
      </span>
      <span className={styles.now}>
        {data.currentValue === null || data.currentValue === undefined
          ? ""
          : formatMeasured(data.currentValue, data.measure, locale)}
      </span>
      <StateMark state={shapeOf(data.state)} word={wordFor(data.state, data.measuredAt)} />
      <span className={styles.line}>
        <Sparkline
          label={t`Confidence in the last check-ins: ${said}`}
          values={confidences}
          isStale={data.state === "STALE"}
        />
      </span>
      <span className={styles.confidence}>
        {confidence === null || confidence === undefined ? (
          <Trans>no confidence stated</Trans>
        ) : (
          <Trans>confidence {confidence}</Trans>
        )}{" "}
        {data.dependsOn.map((dependency) => (
          <DependencyLine key={dependency.id} dependency={dependency} />
        ))}
      </span>
      <span className={styles.deed}>
        {mayCheckIn && (
          <Link
            to="."
            search={(before) => ({ ...before, checkIn: data.id })}
            className={buttonClass({ variant: "plain", size: "small" })}
            aria-label={t`Check in: ${title}`}
            resetScroll={false}
          >
            <Trans>Check in</Trans>
          </Link>
        )}
      </span>
    </li>
  );
}
