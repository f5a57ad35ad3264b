import { graphql, useFragment } from "react-relay/hooks";
import type { DependencyEditor_objective$key } from "../../../__generated__/DependencyEditor_objective.graphql";
import { DependencyList } from "../DependencyList";

/** What an objective and its key results need of other units, and what is asked of it. */
export function DependencyEditor({ objective }: { objective: DependencyEditor_objective$key }) {
  const data = useFragment(
    graphql`
      fragment DependencyEditor_objective on Objective {
        id
        ...DependencyList_objective
      }
    `,
    objective,
  );
  return <DependencyList objective={data} />;
}
