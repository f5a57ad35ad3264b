import { useCallback, useState } from "react";
import { type UseMutationConfig, useMutation } from "react-relay/hooks";
import type { GraphQLTaggedNode, MutationParameters } from "relay-runtime";
import { type Problem, useFailureWords } from "./problems";

/** How a deed ended: done, refused by a rule (with problems), or failed on the way (with words for it). */
export type Ending<Response> =
  | { readonly how: "done"; readonly response: Response }
  | { readonly how: "refused"; readonly problems: readonly Problem[] }
  | { readonly how: "failed"; readonly words: string };

type Answer = { readonly problems: readonly Problem[] };

/**
 * A mutation as one promise that never rejects.
 *
 * Args:
 *   mutation: Its payload holds `problems`.
 *   payloadOf: Where in the response that payload is.
 */
export function useDeed<Mutation extends MutationParameters>(
  mutation: GraphQLTaggedNode,
  payloadOf: (response: Mutation["response"]) => Answer,
) {
  const [commit] = useMutation<Mutation>(mutation);
  const [isUnderway, setUnderway] = useState(false);
  const wordsFor = useFailureWords();
  const send = useCallback(
    (
      config: Omit<UseMutationConfig<Mutation>, "onCompleted" | "onError">,
    ): Promise<Ending<Mutation["response"]>> => {
      setUnderway(true);
      return new Promise((resolve) => {
        const end = (ending: Ending<Mutation["response"]>) => {
          setUnderway(false);
          resolve(ending);
        };
        commit({
          ...config,
          onCompleted: (response) => {
            const { problems } = payloadOf(response);
            end(problems.length > 0 ? { how: "refused", problems } : { how: "done", response });
          },
          onError: (error) => end({ how: "failed", words: wordsFor(error) }),
        });
      });
    },
    [commit, payloadOf, wordsFor],
  );
  return { send, isUnderway };
}
