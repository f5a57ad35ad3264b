import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { ArrowUp, Plus } from "lucide-react";
import { graphql, useFragment } from "react-relay/hooks";
import type { DirectTargets_contribution$key } from "../../__generated__/DirectTargets_contribution.graphql";
import type { DirectTargets_objective$key } from "../../__generated__/DirectTargets_objective.graphql";
import { buttonClass } from "../../ui/Button";
import { sizes } from "../../ui/tokens";
import styles from "./DirectTargets.module.css";
import { EndLink } from "./EndLink";
import { useEnds } from "./ends";

type Props = { objective: DirectTargets_objective$key; mayPropose: boolean };

/** What an objective helps directly, and the way to propose more. */
export function DirectTargets({ objective, mayPropose }: Props) {
  const { t } = useLingui();
  const { id, title, standsAloneReason, contributesTo } = useFragment(
    graphql`
      fragment DirectTargets_objective on Objective {
        id
        title
        standsAloneReason
        contributesTo(states: [AGREED, PROPOSED, DECLINED]) {
          id
          state
          ...DirectTargets_contribution
        }
      }
    `,
    objective,
  );
  const isAlone = contributesTo.every((contribution) => contribution.state === "DECLINED");
  return (
    <ul className={styles.targets} aria-label={t`What “${title}” contributes to`}>
      {contributesTo.map((contribution) => (
        <Target key={contribution.id} contribution={contribution} />
      ))}
      {isAlone && (
        <li className={styles.none}>
          {standsAloneReason ? (
            <Trans>Stands alone: {standsAloneReason}</Trans>
          ) : mayPropose ? (
            <Trans>Contributes to nothing yet</Trans>
          ) : (
            <Trans>Contributes to nothing above</Trans>
          )}
        </li>
      )}
      {mayPropose && (
        <li>
          <Link
            to="."
            search={(before) => ({ ...before, propose: id })}
            className={buttonClass({ variant: "plain", size: "small" })}
            aria-label={t`Propose contribution: ${title}`}
            resetScroll={false}
          >
            <Plus size={sizes.icon} aria-hidden="true" />
            <Trans>Propose contribution</Trans>
          </Link>
        </li>
      )}
    </ul>
  );
}

function Target({ contribution }: { contribution: DirectTargets_contribution$key }) {
  const data = useFragment(
    graphql`
      fragment DirectTargets_contribution on Contribution {
        state
        declineReason
        toUnit {
          name
        }
        ...ends_contribution
      }
    `,
    contribution,
  );
  const { target } = useEnds(data);
  if (!target) return null;
  return (
    <li className={styles.target}>
      <ArrowUp size={sizes.icon} aria-hidden="true" className={styles.sign} />
      <span>
        <EndLink end={target} /> <span className={styles.unit}>{data.toUnit.name}</span>
        {data.state === "PROPOSED" && (
          <span className={styles.unit}>
            {" · "}
            <Trans>proposal, waits for an answer</Trans>
          </span>
        )}
        {data.state === "DECLINED" && (
          <span className={styles.unit}>
            {" · "}
            {data.declineReason ? <Trans>declined: {data.declineReason}</Trans> : <Trans>declined</Trans>}
          </span>
        )}
      </span>
    </li>
  );
}
