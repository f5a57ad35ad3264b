import { useLingui } from "@lingui/react/macro";
import { graphql } from "react-relay/hooks";
import type { useDecideAgreeMutation } from "../../__generated__/useDecideAgreeMutation.graphql";
import type { useDecideReopenMutation } from "../../__generated__/useDecideReopenMutation.graphql";
import { askAgain } from "../../lib/freshness";
import { newKey } from "../../lib/keys";
import { tell } from "../../ui/messages";
import { type Ending, useDeed } from "../problems/useDeed";
import type { MoalState } from "./words";
import "./texts";

const agreement = graphql`
  mutation useDecideAgreeMutation($input: AgreeMoalInput!) {
    agreeMoal(input: $input) {
      moal {
        id
        state
        stateReason
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

const reopening = graphql`
  mutation useDecideReopenMutation($input: ReopenMoalInput!) {
    reopenMoal(input: $input) {
      moal {
        id
        state
        stateReason
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

const agreedOf = (response: useDecideAgreeMutation["response"]) => response.agreeMoal;
const reopenedOf = (response: useDecideReopenMutation["response"]) => response.reopenMoal;

/** Agree to a Moal, or take a decision on one back; each of the two is the other's undo. */
export function useDecide() {
  const { t } = useLingui();
  const { send: sendAgreement } = useDeed<useDecideAgreeMutation>(agreement, agreedOf);
  const { send: sendReopening } = useDeed<useDecideReopenMutation>(reopening, reopenedOf);

  const said = (ending: Ending<unknown>, words: string, undo?: () => void) => {
    if (ending.how === "done") tell(words, { action: undo && { label: t`Undo`, run: undo } });
    else if (ending.how === "failed") tell(ending.words, { tone: "problem" });
    else tell(ending.problems.map((problem) => problem.message).join(" "), { tone: "problem" });
    askAgain();
  };

  const reopen = async (moal: string, expectedVersion: number, to: MoalState): Promise<void> => {
    const ending = await sendReopening({
      variables: { input: { moal, expectedVersion, to, idempotencyKey: newKey() } },
    });
    said(ending, t`The decision is taken back.`);
  };

  const agree = async (moal: string, expectedVersion: number): Promise<void> => {
    const ending = await sendAgreement({
      variables: { input: { moal, expectedVersion, idempotencyKey: newKey() } },
    });
    said(ending, t`Agreed. OKRs may contribute to it now.`, () => {
      void reopen(moal, expectedVersion + 1, "PROPOSED");
    });
  };

  return { agree, reopen };
}
