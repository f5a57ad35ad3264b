import { Trans } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { ObjectiveChanges_objective$key } from "../../__generated__/ObjectiveChanges_objective.graphql";
import { Section } from "../../ui/Section";
import { ChangeList } from "../history/ChangeList";
import "./texts";

type Props = { objective: ObjectiveChanges_objective$key };

/** What changed of an objective and its key results since the unit committed to them; nothing when nothing did. */
export function ObjectiveChanges({ objective }: Props) {
  const { changesSinceCommitment } = useFragment(
    graphql`
      fragment ObjectiveChanges_objective on Objective {
        changesSinceCommitment {
          id
          ...ChangeList_entry
        }
      }
    `,
    objective,
  );
  if (changesSinceCommitment.length === 0) return null;
  return (
    <Section title={<Trans>Changed since we committed</Trans>}>
      <ChangeList entries={changesSinceCommitment} />
    </Section>
  );
}
