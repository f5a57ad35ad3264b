import "./texts";
import { useLingui } from "@lingui/react/macro";
import { graphql } from "react-relay/hooks";
import type { useRecountCancelMutation } from "../../__generated__/useRecountCancelMutation.graphql";
import type { useRecountStartMutation } from "../../__generated__/useRecountStartMutation.graphql";
import { askAgain } from "../../lib/freshness";
import { newKey } from "../../lib/keys";
import { announce, tell } from "../../ui/messages";
import { type Ending, useDeed } from "../problems/useDeed";

const startMutation = graphql`
  mutation useRecountStartMutation($input: RecountOverlapsInput!) {
    recountOverlaps(input: $input) {
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

const cancelMutation = graphql`
  mutation useRecountCancelMutation($input: CancelOverlapRecountInput!) {
    cancelOverlapRecount(input: $input) {
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

const startedOf = (response: useRecountStartMutation["response"]) => response.recountOverlaps;
const cancelledOf = (response: useRecountCancelMutation["response"]) => response.cancelOverlapRecount;

/** Begin to compare a cycle anew, or stop that. */
export function useRecount(cycle: string) {
  const { t } = useLingui();
  const starting = useDeed<useRecountStartMutation>(startMutation, startedOf);
  const cancelling = useDeed<useRecountCancelMutation>(cancelMutation, cancelledOf);
  const said = (ending: Ending<unknown>, words: string) => {
    // What is shown of it is no record of its own: the place asks for it anew.
    askAgain();
    if (ending.how === "done") announce(words);
    else if (ending.how === "failed") tell(ending.words, { tone: "problem" });
    else tell(ending.problems.map((problem) => problem.message).join(" "), { tone: "problem" });
  };
  const input = () => ({ cycle, idempotencyKey: newKey() });
  const start = async () =>
    said(await starting.send({ variables: { input: input() } }), t`All texts are being compared anew.`);
  const cancel = async () =>
    said(
      await cancelling.send({ variables: { input: input() } }),
      t`Stopped. What was found before still holds.`,
    );
  return { start, cancel, isUnderway: starting.isUnderway || cancelling.isUnderway };
}
