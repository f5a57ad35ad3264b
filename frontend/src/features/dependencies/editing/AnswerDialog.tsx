import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { graphql, useFragment, useRelayEnvironment } from "react-relay/hooks";
import "./texts";
import type { AnswerDialog_dependency$key } from "../../../__generated__/AnswerDialog_dependency.graphql";
import type { dependencyDeedsAcceptMutation } from "../../../__generated__/dependencyDeedsAcceptMutation.graphql";
import type { dependencyDeedsCounterMutation } from "../../../__generated__/dependencyDeedsCounterMutation.graphql";
import type { dependencyDeedsDeclineMutation } from "../../../__generated__/dependencyDeedsDeclineMutation.graphql";
import type { dependencyDeedsNameMutation } from "../../../__generated__/dependencyDeedsNameMutation.graphql";
import { askAgain } from "../../../lib/freshness";
import { newKey } from "../../../lib/keys";
import { useDraft } from "../../../lib/useDraft";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Field, inputClass } from "../../../ui/Field";
import { Form, FormDeeds } from "../../../ui/Form";
import { ProblemList } from "../../problems/ProblemList";
import { type Problem, problemAt, useFailureWords } from "../../problems/problems";
import { sendDeed } from "../../problems/sendDeed";
import { acceptDependency, counterDependency, declineDependency, nameProvider } from "./dependencyDeeds";
import { WhereField } from "./WhereField";

export type AnswerMode = "accept" | "counter" | "decline" | "name";

type Props = {
  dependency: AnswerDialog_dependency$key;
  mode: AnswerMode;
  onClose: () => void;
  onDone: (words: string) => void;
};

type Draft = { where: string; day: string; words: string; key: string };

/** An answer that takes words: where one works on it, another day, or why not. */
export function AnswerDialog({ dependency, mode, onClose, onDone }: Props) {
  const { t } = useLingui();
  const environment = useRelayEnvironment();
  const failureWords = useFailureWords();
  const data = useFragment(
    graphql`
      fragment AnswerDialog_dependency on Dependency {
        id
        version
        what
        state
        neededBy
        counterNeededBy
        cycle {
          id
        }
        consumerUnit {
          name
        }
        providerUnit {
          id
          name
        }
      }
    `,
    dependency,
  );
  const { draft, change, drop } = useDraft<Draft>(`dependency.${mode}.${data.id}`, () => ({
    where: "",
    day: data.counterNeededBy ?? data.neededBy,
    words: "",
    key: newKey(),
  }));
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const [isUnderway, setUnderway] = useState(false);
  const [wasTried, setTried] = useState(false);
  const isProvider = data.state === "REQUESTED" || mode === "name" || mode === "decline";
  const said = draft.words.trim();
  const lacks = {
    accept: false,
    counter: draft.day === "" || draft.day === (data.counterNeededBy ?? data.neededBy),
    decline: said === "",
    name: draft.where === "",
  }[mode];
  const asker = data.consumerUnit.name;
  const titles = {
    accept: t`Accept what ${asker} asks for`,
    counter: isProvider ? t`Offer another day` : t`Ask for another day`,
    decline: t`Decline what ${asker} asks for`,
    name: t`Say where we work on it`,
  };

  const ask = async (): Promise<readonly Problem[]> => {
    const input = { dependency: data.id, expectedVersion: data.version, idempotencyKey: draft.key };
    const provider = draft.where || null;
    switch (mode) {
      case "accept": {
        const variables = { input: { ...input, provider, answer: said } };
        const answer = await sendDeed<dependencyDeedsAcceptMutation>(
          environment,
          acceptDependency,
          variables,
        );
        return answer.acceptDependency.problems;
      }
      case "counter": {
        const variables = { input: { ...input, provider, neededBy: draft.day, answer: said } };
        const answer = await sendDeed<dependencyDeedsCounterMutation>(
          environment,
          counterDependency,
          variables,
        );
        return answer.counterDependency.problems;
      }
      case "decline": {
        const variables = { input: { ...input, reason: said } };
        const answer = await sendDeed<dependencyDeedsDeclineMutation>(
          environment,
          declineDependency,
          variables,
        );
        return answer.declineDependency.problems;
      }
      case "name": {
        const variables = { input: { ...input, provider: draft.where } };
        const answer = await sendDeed<dependencyDeedsNameMutation>(environment, nameProvider, variables);
        return answer.nameProvider.problems;
      }
    }
  };
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (lacks) return;
    setUnderway(true);
    try {
      const refused = await ask();
      setProblems(refused);
      setFailure(null);
      if (refused.length === 0) {
        drop();
        onDone(t`Answered: ${data.what}`);
      } else {
        // The key belongs to what was sent; what is changed after a refusal is another answer.
        change({ key: newKey() });
        if (refused.some(({ code }) => code === "STALE_VERSION")) askAgain();
      }
    } catch (error) {
      setFailure(failureWords(error));
    } finally {
      setUnderway(false);
    }
  };

  return (
    <Dialog title={titles[mode]} onClose={onClose}>
      <Form onSubmit={(event) => void onSubmit(event)}>
        <p>{data.what}</p>
        {mode === "counter" && (
          <Field
            label={isProvider ? t`The day on which we can` : t`The day on which we need it`}
            problem={wasTried && lacks ? t`Choose another day.` : problemAt(problems, "neededBy")}
          >
            {(wiring) => (
              <input
                {...wiring}
                type="date"
                data-autofocus
                className={inputClass}
                value={draft.day}
                onChange={(event) => change({ day: event.target.value })}
              />
            )}
          </Field>
        )}
        {isProvider && mode !== "decline" && (
          <WhereField
            unitId={data.providerUnit.id}
            cycleId={data.cycle.id}
            value={draft.where}
            isOptional={mode !== "name"}
            problem={
              wasTried && mode === "name" && lacks
                ? t`Choose an objective or a key result.`
                : problemAt(problems, "provider")
            }
            onChange={(where) => change({ where })}
          />
        )}
        {mode !== "name" && (
          <Field
            label={mode === "decline" ? t`Why not` : t`What we say to it`}
            hint={mode === "decline" ? t`A reason lets them go on.` : t`A sentence, if you like.`}
            problem={
              mode === "decline" && wasTried && lacks
                ? t`Say why, in a sentence.`
                : problemAt(problems, mode === "decline" ? "reason" : "answer")
            }
          >
            {(wiring) => (
              <textarea
                {...wiring}
                className={inputClass}
                rows={3}
                data-autofocus={mode === "decline" || undefined}
                value={draft.words}
                onChange={(event) => change({ words: event.target.value })}
              />
            )}
          </Field>
        )}
        <ProblemList problems={problems} shownAtFields={["neededBy", "reason", "answer"]} failure={failure} />
        <FormDeeds>
          <Button type="submit" variant="primary" disabled={isUnderway}>
            {
              {
                accept: <Trans>Accept</Trans>,
                counter: isProvider ? <Trans>Offer this day</Trans> : <Trans>Ask for this day</Trans>,
                decline: <Trans>Decline</Trans>,
                name: <Trans>Say so</Trans>,
              }[mode]
            }
          </Button>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
        </FormDeeds>
      </Form>
    </Dialog>
  );
}
