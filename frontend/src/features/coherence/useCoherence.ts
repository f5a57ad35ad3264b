import { graphql } from "react-relay/hooks";
import type { useCoherenceQuery } from "../../__generated__/useCoherenceQuery.graphql";
import { useLiveQuery } from "../okr_sets/useLiveQuery";

export type Coherence = NonNullable<useCoherenceQuery["response"]["coherence"]>;
export type Finding = Coherence["findings"][number];
export type Evidence = Finding["evidence"][number];
export type PlanningPast = Coherence["past"][number];

const query = graphql`
  query useCoherenceQuery($okrSet: ID!) {
    coherence(okrSet: $okrSet) {
      isReady
      findings {
        code
        question
        severity
        message
        remedy
        nodeId
        isHere
        evidence {
          nodeId
          title
          unitName
          cycleName
          kind
          baseline
          target
          bandLow
          bandHigh
          measure
          reached
          progress
        }
      }
      past {
        cycleId
        cycleName
        objectives
        keyResults
        initiatives
        committedShare
        aspirationalShare
        isOver
      }
    }
  }
`;

/** What is to be said of a set before its unit commits to it, kept to what is written; null for one not to be seen. */
export function useCoherence(okrSet: string): Coherence | null {
  return useLiveQuery<useCoherenceQuery>(query, { okrSet }).coherence ?? null;
}
