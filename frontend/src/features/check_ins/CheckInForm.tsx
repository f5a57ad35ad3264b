import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { CheckInForm_keyResult$key } from "../../__generated__/CheckInForm_keyResult.graphql";
import type { CheckInFormMutation } from "../../__generated__/CheckInFormMutation.graphql";
import { newKey } from "../../lib/keys";
import { useLocale } from "../../lib/locale";
import { formatMeasured } from "../../lib/measures";
import { parseDecimal } from "../../lib/numbers";
import { useDraft } from "../../lib/useDraft";
import { Button } from "../../ui/Button";
import { Field, inputClass } from "../../ui/Field";
import { Form, FormDeeds } from "../../ui/Form";
import { tell } from "../../ui/messages";
import { useWay } from "../key_results/useWay";
import { ProblemList } from "../problems/ProblemList";
import { type Problem, problemAt } from "../problems/problems";
import { useDeed } from "../problems/useDeed";
import styles from "./CheckInForm.module.css";
import { ConfidenceField } from "./ConfidenceField";
import { LatestCheckIn } from "./LatestCheckIn";
import { StepsField } from "./StepsField";

const mutation = graphql`
  mutation CheckInFormMutation($input: RecordCheckInInput!) {
    recordCheckIn(input: $input) {
      checkIn {
        id
        keyResult {
          id
          currentValue
          confidence
          checkedInAt
          ...KeyResultRow_keyResult
          ...LatestCheckIn_keyResult
          checkIns(first: 8) {
            nodes {
              ...CheckInEntry_checkIn
            }
          }
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

const payloadOf = (response: CheckInFormMutation["response"]) => response.recordCheckIn;
const ownFields = ["value", "reachedSteps", "confidence", "whatChanged", "obstacle", "nextStep"];

type Draft = {
  value: string;
  reachedSteps: readonly number[] | null;
  confidence: number | null;
  whatChanged: string;
  obstacle: string;
  nextStep: string;
  key: string;
};

const blank = (): Draft => ({
  value: "",
  reachedSteps: null,
  confidence: null,
  whatChanged: "",
  obstacle: "",
  nextStep: "",
  key: newKey(),
});

type Props = { keyResult: CheckInForm_keyResult$key; onDone: () => void; onNext: (() => void) | null };

/** Where a key result stands: value, confidence, what changed, what is in the way, what comes next. */
export function CheckInForm({ keyResult, onDone, onNext }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const navigate = useNavigate();
  const data = useFragment(
    graphql`
      fragment CheckInForm_keyResult on KeyResult {
        id
        title
        kind
        measure
        currentValue
        steps {
          title
          isReached
        }
        ...useWay_keyResult
        ...LatestCheckIn_keyResult
      }
    `,
    keyResult,
  );
  const way = useWay(data);
  const { draft, change, drop } = useDraft<Draft>(`checkIn.${data.id}`, blank);
  const { send, isUnderway } = useDeed<CheckInFormMutation>(mutation, payloadOf);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const [wasTried, setTried] = useState(false);

  const isMilestone = data.kind === "MILESTONE";
  const value = parseDecimal(draft.value, locale);
  const isValueWrong = draft.value.trim() !== "" && value === null;
  const reached = data.steps?.flatMap((step, index) => (step.isReached ? [index] : [])) ?? [];
  const hasValue = isMilestone ? draft.reachedSteps !== null : value !== null;
  const saidNothing = [draft.whatChanged, draft.obstacle, draft.nextStep].every((text) => text.trim() === "");
  const isEmpty = !hasValue && draft.confidence === null && saidNothing;

  // A check-in is history and isn't taken back; what was wrong in it is put right by another one.
  const correct = (checkIn: string) =>
    void navigate({
      to: "/key-results/$keyResultId",
      params: { keyResultId: data.id },
      search: { correct: checkIn },
    });

  const save = async (then: () => void) => {
    setTried(true);
    if (isValueWrong || isEmpty) return;
    const ending = await send({
      variables: {
        input: {
          idempotencyKey: draft.key,
          keyResult: data.id,
          value: isMilestone ? null : value,
          reachedSteps: isMilestone ? draft.reachedSteps : null,
          confidence: draft.confidence,
          whatChanged: draft.whatChanged.trim(),
          obstacle: draft.obstacle.trim(),
          nextStep: draft.nextStep.trim(),
        },
      },
      // What was measured and felt shows at once; results are the server's to compute.
      optimisticUpdater: (store) => {
        const record = store.get(data.id);
        if (value !== null && !isMilestone) record?.setValue(value, "currentValue");
        if (draft.confidence !== null) record?.setValue(draft.confidence, "confidence");
      },
    });
    setProblems(ending.how === "refused" ? ending.problems : []);
    setFailure(ending.how === "failed" ? ending.words : null);
    // The key belongs to what was sent; what is changed after a refusal is a new check-in.
    if (ending.how === "refused") change({ key: newKey() });
    if (ending.how !== "done") return;
    drop();
    const made = ending.response.recordCheckIn.checkIn?.id;
    tell(
      t`Checked in: ${data.title}`,
      made ? { action: { label: t`Correct`, run: () => correct(made) } } : {},
    );
    then();
  };

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void save(onNext ?? onDone);
  };

  return (
    <Form onSubmit={onSubmit}>
      <div>
        <p className={styles.title}>{data.title}</p>
        <p className={styles.way}>{way}</p>
      </div>
      <LatestCheckIn keyResult={data} />
      {isMilestone ? (
        <StepsField
          steps={data.steps ?? []}
          reached={draft.reachedSteps ?? reached}
          problem={problemAt(problems, "reachedSteps")}
          onChange={(reachedSteps) => change({ reachedSteps })}
        />
      ) : (
        <Field
          label={data.measure ? t`Value today, in ${data.measure}` : t`Value today`}
          hint={
            typeof data.currentValue === "number"
              ? t`Last: ${formatMeasured(data.currentValue, data.measure, locale)}`
              : t`Never measured so far.`
          }
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
      <Text
        label={t`What changed`}
        value={draft.whatChanged}
        problem={problemAt(problems, "whatChanged")}
        onChange={(whatChanged) => change({ whatChanged })}
      />
      <Text
        label={t`What is in our way`}
        value={draft.obstacle}
        problem={problemAt(problems, "obstacle")}
        onChange={(obstacle) => change({ obstacle })}
      />
      <Text
        label={t`Next step`}
        value={draft.nextStep}
        problem={problemAt(problems, "nextStep")}
        onChange={(nextStep) => change({ nextStep })}
      />
      {wasTried && isEmpty && (
        <p className={styles.problem} role="alert">
          <Trans>State a value, a confidence or what changed.</Trans>
        </p>
      )}
      <ProblemList problems={problems} shownAtFields={ownFields} failure={failure} />
      <FormDeeds>
        <Button type="submit" variant="primary" disabled={isUnderway}>
          {onNext ? <Trans>Save and next</Trans> : <Trans>Save</Trans>}
        </Button>
        {onNext && (
          <>
            <Button disabled={isUnderway} onClick={() => void save(onDone)}>
              <Trans>Save and close</Trans>
            </Button>
            <Button variant="plain" onClick={onNext}>
              <Trans>Skip</Trans>
            </Button>
          </>
        )}
      </FormDeeds>
    </Form>
  );
}

type TextProps = { label: string; value: string; problem: string | null; onChange: (value: string) => void };

function Text({ label, value, problem, onChange }: TextProps) {
  return (
    <Field label={label} problem={problem}>
      {(wiring) => (
        <textarea
          {...wiring}
          className={inputClass}
          rows={2}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
