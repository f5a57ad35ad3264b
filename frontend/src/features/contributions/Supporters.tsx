import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { Supporters_objective$key } from "../../__generated__/Supporters_objective.graphql";
import { Empty } from "../../ui/Empty";
import { ContributionCard } from "./ContributionCard";
import styles from "./Supporters.module.css";

type Props = {
  objectives: Supporters_objective$key;
  /** Contributions that wait for an answer of the person's own units. */
  awaited: ReadonlySet<string>;
  /** The unit answers for itself here, and others may still propose. */
  isOpen: boolean;
};

/** Who contributes to us, or offers to. */
export function Supporters({ objectives, awaited, isOpen }: Props) {
  const { t } = useLingui();
  const data = useFragment(
    graphql`
      fragment Supporters_objective on Objective @relay(plural: true) {
        supportedBy(states: [PROPOSED, AGREED]) {
          id
          state
          ...ContributionCard_contribution
        }
      }
    `,
    objectives,
  );
  const contributions = data
    .flatMap((objective) => objective.supportedBy)
    // What asks for an answer comes first.
    .toSorted((a, b) => Number(awaited.has(b.id)) - Number(awaited.has(a.id)));
  if (contributions.length === 0) {
    return (
      <Empty>
        {isOpen ? (
          <Trans>
            Nobody yet. Units propose their contribution to one of our objectives, and we answer here.
          </Trans>
        ) : (
          <Trans>No contributions from other units.</Trans>
        )}
      </Empty>
    );
  }
  return (
    <ul className={styles.cards} aria-label={t`Contributions to us`}>
      {contributions.map((contribution) => (
        <ContributionCard
          key={contribution.id}
          contribution={contribution}
          side="source"
          mayAnswer={awaited.has(contribution.id)}
        />
      ))}
    </ul>
  );
}
