import { graphql } from "react-relay/hooks";
import type { keyResultErrandsDropMutation } from "../../../__generated__/keyResultErrandsDropMutation.graphql";
import type { keyResultErrandsReorderMutation } from "../../../__generated__/keyResultErrandsReorderMutation.graphql";
import type { keyResultErrandsRestoreMutation } from "../../../__generated__/keyResultErrandsRestoreMutation.graphql";
import type { ErrandKind } from "../../../lib/edits/kinds";
import type { Refusal } from "../../../lib/edits/records";
import { sendDeed } from "../../problems/sendDeed";

/** What is done to an objective's key results as a whole. */

const ended = ({ problems }: { readonly problems: readonly Refusal[] }) =>
  problems.length === 0 ? { how: "done" as const } : { how: "refused" as const, problems };

/** Subject: the key result's id. */
export const dropKeyResult: ErrandKind<string> = {
  name: "dropKeyResult",
  async send(environment, { subject, key, versionOf }) {
    const mutation = graphql`
      mutation keyResultErrandsDropMutation($input: DropKeyResultInput!) {
        dropKeyResult(input: $input) {
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
    const input = { keyResult: subject, expectedVersion: versionOf(subject), idempotencyKey: key };
    return ended(
      (await sendDeed<keyResultErrandsDropMutation>(environment, mutation, { input })).dropKeyResult,
    );
  },
};

/** Subject: the key result's id. */
export const restoreKeyResult: ErrandKind<string> = {
  name: "restoreKeyResult",
  bringsBack: (subject) => subject,
  async send(environment, { subject, key }) {
    const mutation = graphql`
      mutation keyResultErrandsRestoreMutation($input: RestoreKeyResultInput!) {
        restoreKeyResult(input: $input) {
          keyResult {
            id
            objective {
              id
              okrSet {
                id
                ...PlannedSet_okrSet
              }
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
    const input = { keyResult: subject, idempotencyKey: key };
    return ended(
      (await sendDeed<keyResultErrandsRestoreMutation>(environment, mutation, { input })).restoreKeyResult,
    );
  },
};

export type KeyResultOrder = { readonly objective: string; readonly order: readonly string[] };

export const reorderKeyResults: ErrandKind<KeyResultOrder> = {
  name: "reorderKeyResults",
  replaces: (earlier, later) => earlier.objective === later.objective,
  async send(environment, { subject, key }) {
    const mutation = graphql`
      mutation keyResultErrandsReorderMutation($input: ReorderKeyResultsInput!) {
        reorderKeyResults(input: $input) {
          objective {
            id
            keyResults {
              id
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
      (await sendDeed<keyResultErrandsReorderMutation>(environment, mutation, { input })).reorderKeyResults,
    );
  },
};
