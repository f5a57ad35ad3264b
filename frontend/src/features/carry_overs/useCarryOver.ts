import { useLingui } from "@lingui/react/macro";
import { graphql } from "react-relay/hooks";
import type {
  CarryOverObjectiveInput,
  useCarryOverMutation,
} from "../../__generated__/useCarryOverMutation.graphql";
import type { useCarryOverUndoMutation } from "../../__generated__/useCarryOverUndoMutation.graphql";
import { askAgain } from "../../lib/freshness";
import { newKey } from "../../lib/keys";
import { tell } from "../../ui/messages";
import { type Ending, useDeed } from "../problems/useDeed";
import "./texts";

const mutation = graphql`
  mutation useCarryOverMutation($input: CarryOverObjectiveInput!) {
    carryOverObjective(input: $input) {
      objective {
        id
        version
        okrSet {
          id
          ...PlannedSet_okrSet
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

const undoing = graphql`
  mutation useCarryOverUndoMutation($input: DropObjectiveInput!) {
    dropObjective(input: $input) {
      okrSet {
        id
        ...PlannedSet_okrSet
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

const carried = (response: useCarryOverMutation["response"]) => response.carryOverObjective;
const dropped = (response: useCarryOverUndoMutation["response"]) => response.dropObjective;

/** Taking an objective over into a set, and out again. */
export function useCarryOver() {
  const { t } = useLingui();
  const { send, isUnderway } = useDeed<useCarryOverMutation>(mutation, carried);
  const undo = useDeed<useCarryOverUndoMutation>(undoing, dropped);

  const takeOut = async (objective: string, expectedVersion: number) => {
    const ending = await undo.send({
      variables: { input: { objective, expectedVersion, idempotencyKey: newKey() } },
    });
    if (ending.how === "failed") tell(ending.words, { tone: "problem" });
    if (ending.how === "refused") {
      for (const { message, remedy } of ending.problems) tell(`${message} ${remedy}`, { tone: "problem" });
    }
    askAgain();
  };

  const carryOver = async (
    title: string,
    input: CarryOverObjectiveInput,
  ): Promise<Ending<useCarryOverMutation["response"]>> => {
    const ending = await send({ variables: { input } });
    const copy = ending.how === "done" ? ending.response.carryOverObjective.objective : null;
    if (copy) {
      tell(t`Taken over: ${title}`, {
        action: { label: t`Undo`, run: () => void takeOut(copy.id, copy.version) },
      });
      askAgain();
    }
    return ending;
  };

  return { carryOver, isUnderway };
}
