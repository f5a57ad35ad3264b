import { graphql } from "react-relay/hooks";
import type { objectiveErrandsDropMutation } from "../../../__generated__/objectiveErrandsDropMutation.graphql";
import type { objectiveErrandsReorderMutation } from "../../../__generated__/objectiveErrandsReorderMutation.graphql";
import type { objectiveErrandsRestoreMutation } from "../../../__generated__/objectiveErrandsRestoreMutation.graphql";
import type { ErrandKind } from "../../../lib/edits/kinds";
import type { Refusal } from "../../../lib/edits/records";
import { sendDeed } from "../../problems/sendDeed";

/**
 * What is done to objectives as a whole. Each outlives the page, like the edits of their texts. Where a list changes,
 * the whole set is told anew: each of its parts shows objectives and key results, with what it needs of them.
 */

const ended = ({ problems }: { readonly problems: readonly Refusal[] }) =>
  problems.length === 0 ? { how: "done" as const } : { how: "refused" as const, problems };

/** Subject: the objective's id. */
export const dropObjective: ErrandKind<string> = {
  name: "dropObjective",
  async send(environment, { subject, key, versionOf }) {
    const mutation = graphql`
      mutation objectiveErrandsDropMutation($input: DropObjectiveInput!) {
        dropObjective(input: $input) {
          okrSet {
            id
            ...PlannedSet_okrSet
          }
          problems {
            code
            field
            message
            remedy
            details
          }
        }
      }
    `;
    const input = { objective: subject, expectedVersion: versionOf(subject), idempotencyKey: key };
    return ended(
      (await sendDeed<objectiveErrandsDropMutation>(environment, mutation, { input })).dropObjective,
    );
  },
};

/** Subject: the objective's id. */
export const restoreObjective: ErrandKind<string> = {
  name: "restoreObjective",
  bringsBack: (subject) => subject,
  async send(environment, { subject, key }) {
    const mutation = graphql`
      mutation objectiveErrandsRestoreMutation($input: RestoreObjectiveInput!) {
        restoreObjective(input: $input) {
          objective {
            id
            okrSet {
              id
              ...PlannedSet_okrSet
            }
          }
          problems {
            code
            field
            message
            remedy
            details
          }
        }
      }
    `;
    const input = { objective: subject, idempotencyKey: key };
    return ended(
      (await sendDeed<objectiveErrandsRestoreMutation>(environment, mutation, { input })).restoreObjective,
    );
  },
};

export type ObjectiveOrder = { readonly okrSet: string; readonly order: readonly string[] };

export const reorderObjectives: ErrandKind<ObjectiveOrder> = {
  name: "reorderObjectives",
  replaces: (earlier, later) => earlier.okrSet === later.okrSet,
  async send(environment, { subject, key }) {
    const mutation = graphql`
      mutation objectiveErrandsReorderMutation($input: ReorderObjectivesInput!) {
        reorderObjectives(input: $input) {
          okrSet {
            id
            objectives {
              id
              position
            }
          }
          problems {
            code
            field
            message
            remedy
            details
          }
        }
      }
    `;
    const input = { ...subject, idempotencyKey: key };
    return ended(
      (await sendDeed<objectiveErrandsReorderMutation>(environment, mutation, { input })).reorderObjectives,
    );
  },
};
