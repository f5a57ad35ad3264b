import { useLingui } from "@lingui/react/macro";
import { graphql } from "react-relay/hooks";
import type { useWithdrawMutation } from "../../__generated__/useWithdrawMutation.graphql";
import { askAgain } from "../../lib/freshness";
import { newKey } from "../../lib/keys";
import { tell } from "../../ui/messages";
import { useDeed } from "../problems/useDeed";

const mutation = graphql`
  mutation useWithdrawMutation($input: WithdrawContributionInput!) {
    withdrawContribution(input: $input) {
      contribution {
        id
        state
        version
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

const payloadOf = (response: useWithdrawMutation["response"]) => response.withdrawContribution;

/** Take a proposal back: the way to undo it. */
export function useWithdraw(): (contribution: string, expectedVersion: number) => Promise<void> {
  const { t } = useLingui();
  const { send } = useDeed<useWithdrawMutation>(mutation, payloadOf);
  return async (contribution, expectedVersion) => {
    const ending = await send({
      variables: { input: { contribution, expectedVersion, idempotencyKey: newKey() } },
    });
    if (ending.how === "done") tell(t`The proposal is taken back.`);
    else if (ending.how === "failed") tell(ending.words, { tone: "problem" });
    else tell(ending.problems.map((problem) => problem.message).join(" "), { tone: "problem" });
    askAgain();
  };
}
