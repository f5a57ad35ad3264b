import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql } from "react-relay/hooks";
import type { AdvanceFormMutation } from "../../../__generated__/AdvanceFormMutation.graphql";
import { askAgain } from "../../../lib/freshness";
import { newKey } from "../../../lib/keys";
import { Button } from "../../../ui/Button";
import { tell } from "../../../ui/messages";
import { ProblemList } from "../../problems/ProblemList";
import type { Problem } from "../../problems/problems";
import { useDeed } from "../../problems/useDeed";
import styles from "./AdvanceForm.module.css";
import { type CycleState, following, useStateWords } from "./states";
import "./texts";

const mutation = graphql`
  mutation AdvanceFormMutation($input: AdvanceCycleInput!) {
    advanceCycle(input: $input) {
      cycle {
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

const payloadOf = (response: AdvanceFormMutation["response"]) => response.advanceCycle;

type Props = {
  cycle: { readonly id: string; readonly name: string; readonly state: CycleState; readonly version: number };
  onDone: () => void;
};

/** What the next state means, and the step there: it never leads back. */
export function AdvanceForm({ cycle, onDone }: Props) {
  const { t } = useLingui();
  const words = useStateWords();
  const { send, isUnderway } = useDeed<AdvanceFormMutation>(mutation, payloadOf);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const [key, setKey] = useState(newKey);
  const { name } = cycle;

  const advance = async (to: CycleState) => {
    const ending = await send({
      variables: { input: { idempotencyKey: key, cycle: cycle.id, to, expectedVersion: cycle.version } },
    });
    setProblems(ending.how === "refused" ? ending.problems : []);
    setFailure(ending.how === "failed" ? ending.words : null);
    if (ending.how === "refused") setKey(newKey());
    askAgain();
    if (ending.how !== "done") return;
    const state = words.state(to);
    tell(t`${name}: ${state}`);
    onDone();
  };

  const now = words.state(cycle.state);
  return (
    <div className={styles.steps}>
      <p>
        {t`Now: ${now}.`} {words.meaning(cycle.state)}
      </p>
      {following[cycle.state].map((to, index) => {
        const state = words.state(to);
        return (
          <section key={to} className={styles.step}>
            <h3 className={styles.name}>{state}</h3>
            <p className={styles.meaning}>{words.meaning(to)}</p>
            <Button
              variant={index === 0 ? "primary" : "quiet"}
              disabled={isUnderway}
              data-autofocus={index === 0 || undefined}
              onClick={() => void advance(to)}
            >
              {t`Take on to: ${state}`}
            </Button>
          </section>
        );
      })}
      <p className={styles.meaning}>{t`A cycle goes forward only.`}</p>
      <ProblemList problems={problems} failure={failure} />
    </div>
  );
}
