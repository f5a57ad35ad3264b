import { graphql, useFragment } from "react-relay/hooks";
import type { WordingHints_objective$key } from "../../__generated__/WordingHints_objective.graphql";

type Props = { node: WordingHints_objective$key };

/** What might be worded better in an objective and its key results; said softly, and never in the way. */
export function WordingHints({ node }: Props) {
  const { id } = useFragment(
    graphql`
      fragment WordingHints_objective on Objective {
        id
      }
    `,
    node,
  );
  return <div data-hints-of={id} hidden />;
}
