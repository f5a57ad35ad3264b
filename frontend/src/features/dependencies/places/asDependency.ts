import { graphql } from "react-relay/hooks";
import type { asDependency_dependency$data } from "../../../__generated__/asDependency_dependency.graphql";
import type { Dependency, End } from "./rows";
import type { DependencyKind, DependencyState } from "./views";

/** What every view reads of a dependency; they are all alike, so one text serves them. */
export const dependencyFields = graphql`
  fragment asDependency_dependency on Dependency {
    id
    what
    neededBy
    counterNeededBy
    kind
    state
    isLate
    isUndecided
    daysLeft
    fallback
    consumer {
      __typename
      ... on Objective {
        id
        title
      }
      ... on KeyResult {
        id
        title
        objective {
          id
          title
        }
      }
    }
    consumerUnit {
      id
      name
    }
    provider {
      __typename
      ... on Objective {
        id
        title
      }
      ... on KeyResult {
        id
        title
        objective {
          id
          title
        }
      }
    }
    providerUnit {
      id
      name
    }
  }
`;

export type DependencyFields = Omit<asDependency_dependency$data, " $fragmentType">;

function asEnd(end: DependencyFields["consumer"] | null | undefined): End | null {
  switch (end?.__typename) {
    case "Objective":
      return {
        id: end.id,
        title: end.title,
        isKeyResult: false,
        objectiveId: end.id,
        objectiveTitle: end.title,
      };
    case "KeyResult": {
      const { id, title, objective } = end;
      return { id, title, isKeyResult: true, objectiveId: objective.id, objectiveTitle: objective.title };
    }
    default:
      return null;
  }
}

/** A dependency as it was fetched, as the views read it; none when it is of a kind that this build doesn't know. */
export function asDependency(fields: DependencyFields): Dependency[] {
  const consumer = asEnd(fields.consumer);
  if (!consumer) return [];
  return [
    {
      id: fields.id,
      what: fields.what,
      neededBy: fields.neededBy,
      offeredBy: fields.counterNeededBy ?? null,
      kind: fields.kind as DependencyKind,
      state: fields.state as DependencyState,
      isLate: fields.isLate,
      isUndecided: fields.isUndecided,
      daysLeft: fields.daysLeft ?? null,
      fallback: fields.fallback,
      consumer,
      consumerUnit: fields.consumerUnit,
      provider: asEnd(fields.provider),
      providerUnit: fields.providerUnit,
    },
  ];
}
