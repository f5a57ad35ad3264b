import { useLingui } from "@lingui/react/macro";
import { graphql } from "react-relay/hooks";
import type { useRestoreMutation } from "../../__generated__/useRestoreMutation.graphql";
import { askAgain } from "../../lib/freshness";
import { newKey } from "../../lib/keys";
import { tell } from "../../ui/messages";
import { useDeed } from "../problems/useDeed";
import "./texts";

const mutation = graphql`
  mutation useRestoreMutation($input: RestoreDirectionInput!) {
    restoreDirection(input: $input) {
      direction {
        id
        version
        validTo
        endReason
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

const payloadOf = (response: useRestoreMutation["response"]) => response.restoreDirection;

/** Let a retired direction hold again: the way to undo it. */
export function useRestore(): (direction: string, expectedVersion: number) => Promise<void> {
  const { t } = useLingui();
  const { send } = useDeed<useRestoreMutation>(mutation, payloadOf);
  return async (direction, expectedVersion) => {
    const ending = await send({
      variables: { input: { direction, expectedVersion, idempotencyKey: newKey() } },
    });
    if (ending.how === "done") tell(t`It holds again.`);
    else if (ending.how === "failed") tell(ending.words, { tone: "problem" });
    else tell(ending.problems.map((problem) => problem.message).join(" "), { tone: "problem" });
    askAgain();
  };
}
