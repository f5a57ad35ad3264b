import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { graphql, useFragment } from "react-relay/hooks";
import type { Suggestion_finding$key } from "../../../__generated__/Suggestion_finding.graphql";
import { Button } from "../../../ui/Button";
import { strengthOf, useStrengthWords } from "../words";
import { ProposeButton } from "./ProposeButton";
import styles from "./Suggestions.module.css";
import { saysOf } from "./suggesting";
import { TakeMetric } from "./TakeMetric";

type Props = {
  finding: Suggestion_finding$key;
  /** The objective that is being written. */
  objectiveId: string;
  onHide: () => void;
};

/** One other unit that writes or measures the same, with what can be done about it right here. */
export function Suggestion({ finding, objectiveId, onHide }: Props) {
  const { t } = useLingui();
  const strengths = useStrengthWords();
  const data = useFragment(
    graphql`
      fragment Suggestion_finding on OverlapFinding {
        id
        rule
        strength
        evidence {
          metric {
            name
          }
        }
        members {
          unit {
            name
          }
          objective {
            id
            title
          }
          keyResult {
            id
            title
            ...TakeMetric_own
            ...TakeMetric_theirs
          }
        }
      }
    `,
    finding,
  );
  const own = data.members.find(({ objective }) => objective.id === objectiveId);
  const others = data.members.filter(({ objective }) => objective.id !== objectiveId);
  const [other] = others;
  if (!other) return null;
  const units = [...new Set(others.map(({ unit }) => unit.name))].join(", ");
  const title = other.keyResult?.title ?? other.objective.title;
  const metric = data.evidence.metric?.name ?? title;
  const says = {
    sameMetric: (
      <Trans>
        {units} measures the same: “{metric}”
      </Trans>
    ),
    oppositeMetric: (
      <Trans>
        {units} moves “{metric}” the other way
      </Trans>
    ),
    sameText: (
      <Trans>
        {units} writes the same: “{title}”
      </Trans>
    ),
    similarText: (
      <Trans>
        {units} writes something similar: “{title}”
      </Trans>
    ),
  }[saysOf(data.rule)];
  const strength = strengths[strengthOf(data.strength)];
  return (
    <li>
      <p className={styles.said}>
        {own?.keyResult && <span className={styles.strength}>{own.keyResult.title}: </span>}
        {says} <span className={styles.strength}>({strength})</span>
      </p>
      <p className={styles.deeds}>
        <Link
          to="/alignment"
          search={(before) => ({ unit: before.unit, cycle: before.cycle, finding: data.id })}
          aria-label={t`See “${title}” of ${units} side by side`}
        >
          <Trans>Side by side</Trans>
        </Link>
        {own?.keyResult && other.keyResult && (
          <TakeMetric own={own.keyResult} theirs={other.keyResult} unitName={other.unit.name} />
        )}
        <ProposeButton sourceId={objectiveId} targetId={other.objective.id} unitName={other.unit.name} />
        <Button
          variant="plain"
          size="small"
          onClick={onHide}
          aria-label={t`Hide the suggestion about ${units}`}
        >
          <Trans>Hide</Trans>
        </Button>
      </p>
    </li>
  );
}
