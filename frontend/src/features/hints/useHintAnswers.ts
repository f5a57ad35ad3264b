import { useLingui } from "@lingui/react/macro";
import { graphql } from "react-relay/hooks";
import type {
  HintRule,
  useHintAnswersDismissMutation,
} from "../../__generated__/useHintAnswersDismissMutation.graphql";
import type { useHintAnswersRestoreMutation } from "../../__generated__/useHintAnswersRestoreMutation.graphql";
import { newKey } from "../../lib/keys";
import { tell } from "../../ui/messages";
import { type Ending, useDeed } from "../problems/useDeed";
import "./texts";

/** The objective or key result that a hint is on, as it was read. */
export type Hinted = { readonly id: string; readonly version: number };

const dismissal = graphql`
  mutation useHintAnswersDismissMutation($input: DismissHintInput!) {
    dismissHint(input: $input) {
      objective {
        id
        hints {
          rule
          ...WordingHint_hint
        }
      }
      keyResult {
        id
        hints {
          rule
          ...WordingHint_hint
        }
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

const restoring = graphql`
  mutation useHintAnswersRestoreMutation($input: RestoreHintInput!) {
    restoreHint(input: $input) {
      objective {
        id
        hints {
          rule
          ...WordingHint_hint
        }
      }
      keyResult {
        id
        hints {
          rule
          ...WordingHint_hint
        }
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

const dismissed = (response: useHintAnswersDismissMutation["response"]) => response.dismissHint;
const restored = (response: useHintAnswersRestoreMutation["response"]) => response.restoreHint;

/** Put a hint aside, with the way back in the message that says so. */
export function useHintAnswers({ id, version }: Hinted, rule: HintRule) {
  const { t } = useLingui();
  const forth = useDeed<useHintAnswersDismissMutation>(dismissal, dismissed);
  const back = useDeed<useHintAnswersRestoreMutation>(restoring, restored);
  const variables = () => ({
    input: { record: id, rule, expectedVersion: version, idempotencyKey: newKey() },
  });
  const restore = async () => {
    const ending = await back.send({ variables: variables() });
    if (ending.how !== "done") tell(wordsOf(ending), { tone: "problem" });
  };
  const dismiss = async () => {
    const ending = await forth.send({ variables: variables() });
    if (ending.how === "done") {
      tell(t`The hint is put aside until the text changes.`, {
        action: { label: t`Undo`, run: () => void restore() },
      });
      return true;
    }
    tell(wordsOf(ending), { tone: "problem" });
    return false;
  };
  return { dismiss, isUnderway: forth.isUnderway };
}

function wordsOf(ending: Exclude<Ending<unknown>, { how: "done" }>): string {
  if (ending.how === "failed") return ending.words;
  const [problem] = ending.problems;
  return [problem?.message, problem?.remedy].filter(Boolean).join(" ");
}
