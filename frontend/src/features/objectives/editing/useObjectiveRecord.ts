import { graphql, useFragment } from "react-relay/hooks";
import type { useObjectiveRecord_objective$key } from "../../../__generated__/useObjectiveRecord_objective.graphql";
import { useRecord } from "../../../lib/edits/useEdits";
import { asSeen, objectiveEdits } from "./objectiveEdits";

/**
 * An objective whose fields are saved as one types; every editor of a part of it takes its fields from here.
 *
 * Args:
 *   objective: Null for one that is still to be created.
 *   firstName: What the edits call that one.
 */
export function useObjectiveRecord(objective: useObjectiveRecord_objective$key | null, firstName = "") {
  const data = useFragment(
    graphql`
      fragment useObjectiveRecord_objective on Objective {
        id
        version
        title
        why
        kind
        standsAloneReason
      }
    `,
    objective,
  );
  return useRecord(objectiveEdits, data?.id ?? firstName, data ? asSeen(data) : null);
}
