import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { CorrectForm_checkIn$key } from "../../../__generated__/CorrectForm_checkIn.graphql";
import type { CorrectFormMutation } from "../../../__generated__/CorrectFormMutation.graphql";
import { formatInstant } from "../../../lib/days";
import { askAgain } from "../../../lib/freshness";
import { newKey } from "../../../lib/keys";
import { useLocale } from "../../../lib/locale";
import { formatValue, parseDecimal } from "../../../lib/numbers";
import { useDraft } from "../../../lib/useDraft";
import { Button } from "../../../ui/Button";
import { Field, inputClass } from "../../../ui/Field";
import { Form, FormDeeds } from "../../../ui/Form";
import { tell } from "../../../ui/messages";
import { ProblemList } from "../../problems/ProblemList";
import { type Problem, problemAt } from "../../problems/problems";
import { useDeed } from "../../problems/useDeed";
import styles from "../CheckInForm.module.css";
import { ConfidenceField } from "../ConfidenceField";
import { StepsField } from "../StepsField";
import "./texts";

const mutation = graphql`
  mutation CorrectFormMutation($input: CorrectCheckInInput!) {
    correctCheckIn(input: $input) {
      checkIn {
        id
        supersedes {
          id
          isSuperseded
        }
        keyResult {
          id
          ...KeyResultRow_keyResult
          objective {
            id
            ...ObjectiveFigures_objective
          }
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

const payloadOf = (response: CorrectFormMutation["response"]) => response.correctCheckIn;
const ownFields = ["value", "reachedSteps", "confidence", "whatChanged", "obstacle", "nextStep"];
const texts = ["whatChanged", "obstacle", "nextStep"] as const;

/** What a check-in should have said. It takes the other one's place; that stays in the history. */
export function CorrectForm({ checkIn, onDone }: { checkIn: CorrectForm_checkIn$key; onDone: () => void }) {
  const { t } = useLingui();
  const locale = useLocale();
  const data = useFragment(
    graphql`
      fragment CorrectForm_checkIn on CheckIn {
        id
        at
        value
        reachedSteps
        confidence
        whatChanged
        obstacle
        nextStep
        keyResult {
          id
          title
          kind
          measure
          steps {
            title
          }
        }
      }
    `,
    checkIn,
  );
  const { keyResult } = data;
  const { measure } = keyResult;
  const { draft, change, drop } = useDraft(`correct.${data.id}`, () => ({
    value: typeof data.value === "number" ? formatValue(data.value, locale) : "",
    reachedSteps: data.reachedSteps ?? null,
    confidence: data.confidence ?? null,
    whatChanged: data.whatChanged,
    obstacle: data.obstacle,
    nextStep: data.nextStep,
    key: newKey(),
  }));
  const { send, isUnderway } = useDeed<CorrectFormMutation>(mutation, payloadOf);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const isMilestone = keyResult.kind === "MILESTONE";
  const value = parseDecimal(draft.value, locale);
  const isValueWrong = draft.value.trim() !== "" && value === null;
  const labels = {
    whatChanged: t`What changed`,
    obstacle: t`What is in our way`,
    nextStep: t`Next step`,
  };

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (isValueWrong) return;
    const ending = await send({
      variables: {
        input: {
          idempotencyKey: draft.key,
          checkIn: data.id,
          value: isMilestone ? null : value,
          reachedSteps: isMilestone ? draft.reachedSteps : null,
          confidence: draft.confidence,
          whatChanged: draft.whatChanged.trim(),
          obstacle: draft.obstacle.trim(),
          nextStep: draft.nextStep.trim(),
        },
      },
    });
    setProblems(ending.how === "refused" ? ending.problems : []);
    setFailure(ending.how === "failed" ? ending.words : null);
    if (ending.how === "refused") change({ key: newKey() });
    if (ending.how !== "done") return;
    drop();
    tell(t`Corrected. What was said before stays in the history.`);
    askAgain();
    onDone();
  };

  const when = formatInstant(data.at, locale, new Date());
  return (
    <Form onSubmit={save}>
      <div>
        <p className={styles.title}>{keyResult.title}</p>
        <p className={styles.way}>
          <Trans>Check-in of {when}</Trans>
        </p>
      </div>
      {isMilestone ? (
        <StepsField
          steps={keyResult.steps ?? []}
          reached={draft.reachedSteps ?? []}
          problem={problemAt(problems, "reachedSteps")}
          onChange={(reachedSteps) => change({ reachedSteps: [...reachedSteps] })}
        />
      ) : (
        <Field
          label={measure ? t`Value, in ${measure}` : t`Value`}
          problem={isValueWrong ? t`That is not a number.` : problemAt(problems, "value")}
        >
          {(wiring) => (
            <input
              {...wiring}
              className={inputClass}
              inputMode="decimal"
              autoComplete="off"
              data-autofocus
              value={draft.value}
              onChange={(event) => change({ value: event.target.value })}
            />
          )}
        </Field>
      )}
      <ConfidenceField
        value={draft.confidence}
        problem={problemAt(problems, "confidence")}
        onChange={(confidence) => change({ confidence })}
      />
      {texts.map((name) => (
        <Field key={name} label={labels[name]} problem={problemAt(problems, name)}>
          {(wiring) => (
            <textarea
              {...wiring}
              className={inputClass}
              rows={2}
              value={draft[name]}
              onChange={(event) => change({ [name]: event.target.value })}
            />
          )}
        </Field>
      ))}
      <ProblemList problems={problems} shownAtFields={ownFields} failure={failure} />
      <FormDeeds>
        <Button type="submit" variant="primary" disabled={isUnderway}>
          <Trans>Correct</Trans>
        </Button>
        <Button
          variant="plain"
          onClick={() => {
            drop();
            onDone();
          }}
        >
          <Trans>Cancel</Trans>
        </Button>
      </FormDeeds>
    </Form>
  );
}
