import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { ContributionEditor_objective$key } from "../../../__generated__/ContributionEditor_objective.graphql";
import styles from "./ContributionEditor.module.css";
import { UpwardLink } from "./UpwardLink";

type Props = {
  objective: ContributionEditor_objective$key;
  /** Nothing can be changed here: the set is over, or it isn't the person's to write. */
  isLocked: boolean;
};

/** What an objective and its key results help above, link by link. */
export function ContributionEditor({ objective, isLocked }: Props) {
  const { t } = useLingui();
  const data = useFragment(
    graphql`
      fragment ContributionEditor_objective on Objective {
        id
        title
        standsAloneReason
        contributesTo(states: [PROPOSED, AGREED, DECLINED]) {
          id
          state
          ...UpwardLink_contribution
        }
      }
    `,
    objective,
  );
  const isAlone = data.contributesTo.every((contribution) => contribution.state === "DECLINED");
  return (
    <div className={styles.editor} data-locked={isLocked || undefined}>
      <ul className={styles.links} aria-label={t`What “${data.title}” contributes to`}>
        {data.contributesTo.map((contribution) => (
          <UpwardLink key={contribution.id} contribution={contribution} />
        ))}
      </ul>
      {isAlone && (
        <p className={styles.none}>
          {data.standsAloneReason ? (
            <Trans>Stands alone: {data.standsAloneReason}</Trans>
          ) : (
            <Trans>Contributes to nothing yet</Trans>
          )}
        </p>
      )}
    </div>
  );
}
