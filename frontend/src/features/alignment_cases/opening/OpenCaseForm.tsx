import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { graphql } from "react-relay/hooks";
import type { OpenCaseFormMutation } from "../../../__generated__/OpenCaseFormMutation.graphql";
import { localDay } from "../../../lib/days";
import { newKey } from "../../../lib/keys";
import { useDraft } from "../../../lib/useDraft";
import { Button } from "../../../ui/Button";
import { Field, inputClass } from "../../../ui/Field";
import { Form } from "../../../ui/Form";
import { ProblemList } from "../../problems/ProblemList";
import { type Problem, problemAt } from "../../problems/problems";
import { useDeed } from "../../problems/useDeed";
import styles from "./OpenCasePage.module.css";
import type { Subjects } from "./subjects";
import "./texts";
import { UnitsField } from "./UnitsField";
import { useQuestion } from "./useQuestion";

const mutation = graphql`
  mutation OpenCaseFormMutation($input: OpenAlignmentCaseInput!) {
    openAlignmentCase(input: $input) {
      alignmentCase {
        id
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

const payloadOf = (response: OpenCaseFormMutation["response"]) => response.openAlignmentCase;
const shownAtFields = ["title", "question", "dueOn", "units"];

type Unit = { readonly id: string; readonly name: string };
type Draft = {
  /** Null while nobody has changed what is suggested. */
  title: string | null;
  question: string;
  dueOn: string;
  unit: string;
  /** Asked in, beside the units that it is about. */
  asked: readonly Unit[];
  key: string;
};

type Props = { subjects: Subjects; cycle: string; ownUnits: readonly Unit[] };

/** The question, who takes part, and until when they mean to agree. */
export function OpenCaseForm({ subjects, cycle, ownUnits }: Props) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const suggestion = useQuestion(subjects.about);
  const concerned = new Set(subjects.units.map(({ id }) => id));
  const speaker = ownUnits.find(({ id }) => concerned.has(id)) ?? ownUnits[0];
  const about = [...subjects.findings, ...subjects.dependencies].join();
  const { draft, change, drop } = useDraft<Draft>(`case.new.${about}`, () => ({
    title: null,
    question: "",
    dueOn: "",
    unit: speaker?.id ?? "",
    asked: [],
    key: newKey(),
  }));
  const edit = (part: Partial<Draft>) => change({ ...part, key: newKey() });
  const { send, isUnderway } = useDeed<OpenCaseFormMutation>(mutation, payloadOf);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const [wasTried, setTried] = useState(false);
  const title = draft.title ?? suggestion;
  const own = ownUnits.find(({ id }) => id === draft.unit);
  const certain = own && !concerned.has(own.id) ? [own, ...subjects.units] : subjects.units;
  const asked = draft.asked.filter(({ id }) => certain.every((unit) => unit.id !== id));
  const isAlone = certain.length + asked.length < 2;

  const open = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (title.trim() === "" || isAlone) return;
    setFailure(null);
    const input = {
      idempotencyKey: draft.key,
      cycle,
      unit: draft.unit || null,
      title: title.trim(),
      question: draft.question.trim(),
      dueOn: draft.dueOn || null,
      findings: subjects.findings,
      dependencies: subjects.dependencies,
      objectives: subjects.objectives,
      units: asked.map(({ id }) => id),
    };
    const ending = await send({ variables: { input } });
    setProblems(ending.how === "refused" ? ending.problems : []);
    if (ending.how === "failed") setFailure(ending.words);
    if (ending.how === "refused") edit({});
    if (ending.how !== "done") return;
    drop();
    const opened = ending.response.openAlignmentCase.alignmentCase;
    if (opened) void navigate({ to: "/cases/$caseId", params: { caseId: opened.id }, replace: true });
  };

  return (
    <div className={styles.form}>
      <Form onSubmit={(event) => void open(event)}>
        <Field
          label={t`What is to be settled`}
          problem={wasTried && title.trim() === "" ? t`Ask it in a sentence.` : problemAt(problems, "title")}
        >
          {(wiring) => (
            <textarea
              {...wiring}
              className={inputClass}
              rows={2}
              value={title}
              onChange={(event) => edit({ title: event.target.value.replace(/\s*\n\s*/g, " ") })}
            />
          )}
        </Field>
        <Field label={t`More about it`} problem={problemAt(problems, "question")}>
          {(wiring) => (
            <textarea
              {...wiring}
              className={inputClass}
              rows={3}
              value={draft.question}
              onChange={(event) => edit({ question: event.target.value })}
            />
          )}
        </Field>
        <UnitsField
          certain={certain}
          asked={asked}
          ownUnits={ownUnits}
          speaker={draft.unit}
          problem={
            wasTried && isAlone
              ? t`It takes two units to agree: ask another one in.`
              : problemAt(problems, "units")
          }
          onChange={edit}
        />
        <Field
          label={t`To be agreed by`}
          hint={t`Leave it empty if there is no such day.`}
          problem={problemAt(problems, "dueOn")}
        >
          {(wiring) => (
            <input
              {...wiring}
              type="date"
              className={inputClass}
              min={localDay(new Date())}
              value={draft.dueOn}
              onChange={(event) => edit({ dueOn: event.target.value })}
            />
          )}
        </Field>
        <ProblemList problems={problems} shownAtFields={shownAtFields} failure={failure} />
        <div>
          <Button type="submit" variant="primary" disabled={isUnderway}>
            <Trans>Open the case</Trans>
          </Button>
        </div>
      </Form>
    </div>
  );
}
