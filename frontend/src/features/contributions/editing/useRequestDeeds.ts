import "./texts";
import { useLingui } from "@lingui/react/macro";
import { graphql } from "react-relay/hooks";
import type { useRequestDeedsReopenMutation } from "../../../__generated__/useRequestDeedsReopenMutation.graphql";
import type { useRequestDeedsWithdrawMutation } from "../../../__generated__/useRequestDeedsWithdrawMutation.graphql";
import { newKey } from "../../../lib/keys";
import { tell } from "../../../ui/messages";
import { useDeed } from "../../problems/useDeed";
import { tellUnlessDone } from "./useContributionDeeds";

type Read = { readonly id: string; readonly version: number };

const withdrawMutation = graphql`
  mutation useRequestDeedsWithdrawMutation($input: WithdrawContributionRequestInput!) {
    withdrawContributionRequest(input: $input) {
      contributionRequest {
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

const reopenMutation = graphql`
  mutation useRequestDeedsReopenMutation($input: ReopenContributionRequestInput!) {
    reopenContributionRequest(input: $input) {
      contributionRequest {
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

const withdrawn = (response: useRequestDeedsWithdrawMutation["response"]) =>
  response.withdrawContributionRequest;
const reopened = (response: useRequestDeedsReopenMutation["response"]) => response.reopenContributionRequest;

const input = ({ id, version }: Read) => ({
  contributionRequest: id,
  expectedVersion: version,
  idempotencyKey: newKey(),
});

/** What is done to a request with one press. */
export function useRequestDeeds() {
  const { t } = useLingui();
  const withdrawal = useDeed<useRequestDeedsWithdrawMutation>(withdrawMutation, withdrawn);
  const reopening = useDeed<useRequestDeedsReopenMutation>(reopenMutation, reopened);
  /** Ask no longer. */
  const withdraw = async (read: Read) => {
    const ending = await withdrawal.send({ variables: { input: input(read) } });
    if (tellUnlessDone(ending)) tell(t`The question is taken back.`);
  };
  /** Take our answer back: the request waits for us again. */
  const reopen = async (read: Read) => {
    const ending = await reopening.send({ variables: { input: input(read) } });
    if (tellUnlessDone(ending)) tell(t`The answer is taken back; it waits for us again.`);
  };
  return { withdraw, reopen, isUnderway: withdrawal.isUnderway || reopening.isUnderway };
}
