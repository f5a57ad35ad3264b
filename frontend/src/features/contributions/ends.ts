import { useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { ends_contribution$key } from "../../__generated__/ends_contribution.graphql";

/** One end of a contribution: what it is, and where it can be looked at. */
export type End = {
  readonly kind: "MOAL" | "OBJECTIVE" | "KEY_RESULT";
  readonly id: string;
  readonly title: string;
  /** The objective to open; null for a Moal. */
  readonly objectiveId: string | null;
  /** The year of a Moal, where it was asked for. */
  readonly year?: number;
};

type Raw =
  | { readonly __typename: "Moal"; readonly id: string; readonly title: string; readonly year?: number }
  | { readonly __typename: "Objective"; readonly id: string; readonly title: string }
  | {
      readonly __typename: "KeyResult";
      readonly id: string;
      readonly title: string;
      readonly objective: { readonly id: string };
    }
  | { readonly __typename: "%other" };

export function endOf(raw: Raw): End | null {
  switch (raw.__typename) {
    case "Moal":
      return { kind: "MOAL", id: raw.id, title: raw.title, objectiveId: null, year: raw.year };
    case "Objective":
      return { kind: "OBJECTIVE", id: raw.id, title: raw.title, objectiveId: raw.id };
    case "KeyResult":
      return { kind: "KEY_RESULT", id: raw.id, title: raw.title, objectiveId: raw.objective.id };
    default:
      return null;
  }
}

/** Both ends of a contribution. */
export function useEnds(contribution: ends_contribution$key): { source: End | null; target: End | null } {
  const { source, target } = useFragment(
    graphql`
      fragment ends_contribution on Contribution {
        source {
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
            }
          }
        }
        target {
          __typename
          ... on Moal {
            id
            title
            year
          }
          ... on Objective {
            id
            title
          }
          ... on KeyResult {
            id
            title
            objective {
              id
            }
          }
        }
      }
    `,
    contribution,
  );
  return { source: endOf(source), target: endOf(target) };
}

export function useEndKinds(): Record<End["kind"], string> {
  const { t } = useLingui();
  return { MOAL: t`Moal`, OBJECTIVE: t`Objective`, KEY_RESULT: t`Key result` };
}
