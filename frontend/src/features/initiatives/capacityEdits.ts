/** How the note on capacity is saved while one types. */

import { fetchQuery, graphql } from "react-relay/hooks";
import { readInlineData } from "relay-runtime";
import type { capacityEdits_okrSet$key } from "../../__generated__/capacityEdits_okrSet.graphql";
import type { capacityEditsMutation } from "../../__generated__/capacityEditsMutation.graphql";
import type { capacityEditsQuery } from "../../__generated__/capacityEditsQuery.graphql";
import type { RecordKind } from "../../lib/edits/kinds";
import { sendDeed } from "../problems/sendDeed";

const fragment = graphql`
  fragment capacityEdits_okrSet on OkrSet @inline {
    id
    version
    capacityNote
  }
`;

export function capacityOf(okrSet: capacityEdits_okrSet$key) {
  const { id, version, capacityNote } = readInlineData(fragment, okrSet);
  return { id, version, fields: { capacityNote } };
}

export const capacityEdits: RecordKind<{ readonly capacityNote: string }> = {
  name: "capacity",

  async read(environment, id) {
    const query = graphql`
      query capacityEditsQuery($id: ID!) {
        node(id: $id) {
          ...capacityEdits_okrSet @alias(as: "okrSet")
        }
      }
    `;
    const fresh = { networkCacheConfig: { force: true } };
    const answer = await fetchQuery<capacityEditsQuery>(environment, query, { id }, fresh).toPromise();
    return answer?.node?.okrSet ? capacityOf(answer.node.okrSet) : null;
  },

  async save(environment, { id, version, whole, key }) {
    const mutation = graphql`
      mutation capacityEditsMutation($input: NoteCapacityInput!) {
        noteCapacity(input: $input) {
          okrSet {
            ...capacityEdits_okrSet
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
    const input = { okrSet: id, expectedVersion: version, idempotencyKey: key, ...whole };
    const { noteCapacity } = await sendDeed<capacityEditsMutation>(environment, mutation, { input });
    const { okrSet, problems } = noteCapacity;
    return okrSet && problems.length === 0
      ? { how: "done", ...capacityOf(okrSet) }
      : { how: "refused", problems };
  },
};
