import { commitMutation } from "react-relay/hooks";
import type { Environment, GraphQLTaggedNode, MutationParameters, SelectorStoreUpdater } from "relay-runtime";

/**
 * Send a mutation, outside of any component: deeds that outlive the place in which they were begun.
 *
 * Rejects when the server did not get as far as deciding; refusals are in the payload's `problems`.
 */
export function sendDeed<Mutation extends MutationParameters>(
  environment: Environment,
  mutation: GraphQLTaggedNode,
  variables: Mutation["variables"],
  updater?: SelectorStoreUpdater<Mutation["response"]>,
): Promise<Mutation["response"]> {
  return new Promise((resolve, reject) => {
    commitMutation<Mutation>(environment, {
      mutation,
      variables,
      updater,
      onCompleted: resolve,
      onError: reject,
    });
  });
}
