import "./texts";
import { useLingui } from "@lingui/react/macro";
import { useCallback } from "react";
import { graphql } from "react-relay/hooks";
import type { useContributionDeedsConsentMutation } from "../../../__generated__/useContributionDeedsConsentMutation.graphql";
import type { useContributionDeedsReconsiderMutation } from "../../../__generated__/useContributionDeedsReconsiderMutation.graphql";
import type { useContributionDeedsWithdrawMutation } from "../../../__generated__/useContributionDeedsWithdrawMutation.graphql";
import { askAgain } from "../../../lib/freshness";
import { newKey } from "../../../lib/keys";
import { tell } from "../../../ui/messages";
import { type Ending, useDeed } from "../../problems/useDeed";

/** A contribution as it was read. */
type Read = { readonly id: string; readonly version: number };

const consentMutation = graphql`
  mutation useContributionDeedsConsentMutation($input: ConsentToContributionInput!) {
    consentToContribution(input: $input) {
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

const withdrawMutation = graphql`
  mutation useContributionDeedsWithdrawMutation($input: WithdrawContributionInput!) {
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

const reconsiderMutation = graphql`
  mutation useContributionDeedsReconsiderMutation($input: ReconsiderContributionInput!) {
    reconsiderContribution(input: $input) {
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

const consented = (response: useContributionDeedsConsentMutation["response"]) =>
  response.consentToContribution;
const withdrawn = (response: useContributionDeedsWithdrawMutation["response"]) =>
  response.withdrawContribution;
const reconsidered = (response: useContributionDeedsReconsiderMutation["response"]) =>
  response.reconsiderContribution;

/** Say what kept a deed from being done; true when it was done. */
export function tellUnlessDone<Response>(
  ending: Ending<Response>,
): ending is Extract<Ending<Response>, { how: "done" }> {
  if (ending.how === "failed") tell(ending.words, { tone: "problem" });
  if (ending.how === "refused") {
    const [problem] = ending.problems;
    tell([problem?.message, problem?.remedy].filter(Boolean).join(" "), { tone: "problem" });
  }
  askAgain();
  return ending.how === "done";
}

const input = ({ id, version }: Read) => ({
  contribution: id,
  expectedVersion: version,
  idempotencyKey: newKey(),
});

/** What is done to a contribution with one press, each with its way back. */
export function useContributionDeeds() {
  const { t } = useLingui();
  const consent = useDeed<useContributionDeedsConsentMutation>(consentMutation, consented);
  const withdrawal = useDeed<useContributionDeedsWithdrawMutation>(withdrawMutation, withdrawn);
  const { send: sendReconsider } = useDeed<useContributionDeedsReconsiderMutation>(
    reconsiderMutation,
    reconsidered,
  );

  /** Take back an answer of ours: the contribution waits for us again. */
  const reconsider = useCallback(
    async (read: Read) => {
      const ending = await sendReconsider({ variables: { input: input(read) } });
      if (tellUnlessDone(ending)) tell(t`The answer is taken back; it waits for us again.`);
    },
    [sendReconsider, t],
  );
  const accept = async (read: Read) => {
    const ending = await consent.send({
      variables: { input: input(read) },
      optimisticResponse: {
        consentToContribution: {
          contribution: { id: read.id, state: "AGREED", version: read.version },
          problems: [],
        },
      },
    });
    if (!tellUnlessDone(ending)) return;
    const { contribution } = ending.response.consentToContribution;
    tell(t`Agreed. It counts from now on.`, {
      action: contribution ? { label: t`Undo`, run: () => void reconsider(contribution) } : undefined,
    });
  };
  const withdraw = async (read: Read) => {
    const ending = await withdrawal.send({ variables: { input: input(read) } });
    if (tellUnlessDone(ending)) tell(t`The proposal is taken back.`);
  };
  return { accept, withdraw, reconsider, isUnderway: consent.isUnderway || withdrawal.isUnderway };
}
