import { useEffect } from "react";
import { fetchQuery, useLazyLoadQuery, useRelayEnvironment } from "react-relay/hooks";
import type { GraphQLTaggedNode, OperationType } from "relay-runtime";
import { changedRecords, whenOld } from "../../lib/freshness";

/**
 * Ask for a place that several people write in, and ask again for all of it whenever something of it has changed.
 *
 * What arrives goes into what is shown without blanking it out, moving the focus, or failing the place: what could
 * not be asked for now is asked for with the next change. Of changes that come close together the last one asks.
 *
 * Args:
 *   concerns: Which records it asks again for although this browser doesn't know them yet; the same function each time.
 */
export function useLiveQuery<Query extends OperationType>(
  query: GraphQLTaggedNode,
  variables: Query["variables"],
  concerns: (id: string) => boolean = () => false,
): Query["response"] {
  const environment = useRelayEnvironment();
  const name = JSON.stringify(variables);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same variables by what they say.
  useEffect(() => {
    let isUnderway = false;
    let isAskedAgain = false;
    let isGone = false;
    const ask = async () => {
      isAskedAgain = true;
      if (isUnderway) return;
      isUnderway = true;
      while (isAskedAgain && !isGone) {
        isAskedAgain = false;
        await fetchQuery<Query>(environment, query, variables, { networkCacheConfig: { force: true } })
          .toPromise()
          .catch(() => {});
      }
      isUnderway = false;
    };
    const look = () => {
      const known = environment.getStore().getSource();
      if (changedRecords.get().some((id) => known.has(id) || concerns(id))) void ask();
    };
    const stopLooking = changedRecords.follow(look);
    const stopAsking = whenOld(() => void ask());
    return () => {
      isGone = true;
      stopLooking();
      stopAsking();
    };
  }, [environment, query, name, concerns]);
  return useLazyLoadQuery<Query>(query, variables, { fetchPolicy: "store-and-network" });
}
