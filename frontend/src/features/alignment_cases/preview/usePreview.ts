import { useEffect, useState } from "react";
import { fetchQuery, useRelayEnvironment } from "react-relay/hooks";
import {
  createOperationDescriptor,
  type GraphQLTaggedNode,
  getRequest,
  type OperationType,
} from "relay-runtime";
import { useFailureWords } from "../../problems/problems";

type Looked<Response> = {
  /** The last answer, also while the next one is on its way. */
  readonly response: Response | null;
  readonly isLooking: boolean;
  readonly failure: string | null;
};

/**
 * Ask what something would do, again whenever it changes. The last answer stays until the next one is there, and a
 * question that failed never takes the place with it in which somebody writes.
 *
 * Args:
 *   variables: Null while there is nothing to ask.
 *   round: Asks again when it changes, though the variables are the same: what it is about may have changed.
 */
export function usePreview<Query extends OperationType>(
  query: GraphQLTaggedNode,
  variables: Query["variables"] | null,
  round: number | string,
): Looked<Query["response"]> {
  const environment = useRelayEnvironment();
  const wordsFor = useFailureWords();
  const [looked, setLooked] = useState<Looked<Query["response"]>>({
    response: null,
    isLooking: false,
    failure: null,
  });
  const asked = JSON.stringify(variables);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same question by what it says.
  useEffect(() => {
    if (variables === null) {
      setLooked({ response: null, isLooking: false, failure: null });
      return;
    }
    setLooked((before) => ({ ...before, isLooking: true }));
    // What is drawn is read from the store for as long as it is drawn.
    const kept = environment.retain(createOperationDescriptor(getRequest(query), variables));
    const question = fetchQuery<Query>(environment, query, variables, {
      networkCacheConfig: { force: true },
    }).subscribe({
      next: (response) => setLooked({ response, isLooking: false, failure: null }),
      error: (error: unknown) =>
        setLooked((before) => ({ ...before, isLooking: false, failure: wordsFor(error) })),
    });
    return () => {
      question.unsubscribe();
      kept.dispose();
    };
  }, [environment, query, asked, round]);
  return looked;
}
