import { useLingui } from "@lingui/react/macro";
import { graphql } from "react-relay/hooks";
import type { useReorderMutation } from "../../__generated__/useReorderMutation.graphql";
import { askAgain } from "../../lib/freshness";
import { newKey } from "../../lib/keys";
import { announce, tell } from "../../ui/messages";
import { useDeed } from "../problems/useDeed";
import "./texts";

const mutation = graphql`
  mutation useReorderMutation($input: ReorderStrategiesInput!) {
    reorderStrategies(input: $input) {
      organisation {
        id
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

const payloadOf = (response: useReorderMutation["response"]) => response.reorderStrategies;

/** Put one strategy a place further up or down among all that hold. */
export function useReorder(order: readonly string[]): (id: string, by: -1 | 1) => Promise<void> {
  const { t } = useLingui();
  const { send } = useDeed<useReorderMutation>(mutation, payloadOf);
  return async (id, by) => {
    const from = order.indexOf(id);
    const to = from + by;
    const place = to + 1;
    const changed = order.filter((other) => other !== id).toSpliced(to, 0, id);
    const ending = await send({ variables: { input: { order: changed, idempotencyKey: newKey() } } });
    if (ending.how === "done") announce(t`Now in place ${place} of ${order.length}.`);
    else if (ending.how === "failed") tell(ending.words, { tone: "problem" });
    else tell(ending.problems.map((problem) => problem.message).join(" "), { tone: "problem" });
    askAgain();
  };
}
