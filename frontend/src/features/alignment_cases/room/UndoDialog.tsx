import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { caseDeedsUndoMutation } from "../../../__generated__/caseDeedsUndoMutation.graphql";
import type { UndoDialog_case$key } from "../../../__generated__/UndoDialog_case.graphql";
import { newKey } from "../../../lib/keys";
import { useDraft } from "../../../lib/useDraft";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Field, inputClass } from "../../../ui/Field";
import { Form, FormDeeds } from "../../../ui/Form";
import { ProblemList } from "../../problems/ProblemList";
import { problemAt } from "../../problems/problems";
import { useDeed } from "../../problems/useDeed";
import * as deeds from "./caseDeeds";
import { SpeakFor } from "./SpeakFor";
import "./texts";

type Props = {
  alignmentCase: UndoDialog_case$key;
  /** Those for which one may speak. */
  units: readonly { readonly id: string; readonly name: string }[];
  onClose: () => void;
};

const payloadOf = (response: caseDeedsUndoMutation["response"]) => response.undoAlignmentCase;

/** Open the case that is to undo this one: what it would take back is its first proposal, which all sign in turn. */
export function UndoDialog({ alignmentCase, units, onClose }: Props) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const { id } = useFragment(
    graphql`
      fragment UndoDialog_case on AlignmentCase {
        id
      }
    `,
    alignmentCase,
  );
  const { draft, change, drop } = useDraft(`case.${id}.undo`, () => ({
    question: "",
    unit: units[0]?.id ?? "",
    key: newKey(),
  }));
  const [wasTried, setTried] = useState(false);
  const { send, isUnderway } = useDeed<caseDeedsUndoMutation>(deeds.undo, payloadOf);
  const [ending, setEnding] = useState<Awaited<ReturnType<typeof send>> | null>(null);
  const problems = ending?.how === "refused" ? ending.problems : [];
  const open = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const question = draft.question.trim();
    if (question === "") return;
    const input = { case: id, unit: draft.unit, question, idempotencyKey: draft.key };
    const ended = await send({ variables: { input } });
    setEnding(ended);
    if (ended.how === "refused") change({ key: newKey() });
    if (ended.how !== "done") return;
    drop();
    onClose();
    const opened = ended.response.undoAlignmentCase.alignmentCase;
    if (opened) void navigate({ to: "/cases/$caseId", params: { caseId: opened.id } });
  };
  return (
    <Dialog title={<Trans>Undo it by another case</Trans>} onClose={onClose}>
      <Form onSubmit={(event) => void open(event)}>
        <p>
          <Trans>
            A new case opens with the proposal to take back what this one changed. It is done once all have
            signed that, too.
          </Trans>
        </p>
        <SpeakFor units={units} value={draft.unit} onChange={(unit) => change({ unit })} />
        <Field
          label={t`Why it should be undone`}
          problem={
            wasTried && draft.question.trim() === ""
              ? t`Say it in a sentence.`
              : problemAt(problems, "question")
          }
        >
          {(wiring) => (
            <textarea
              {...wiring}
              className={inputClass}
              rows={3}
              data-autofocus
              value={draft.question}
              onChange={(event) => change({ question: event.target.value, key: newKey() })}
            />
          )}
        </Field>
        <ProblemList
          problems={problems}
          shownAtFields={["question"]}
          failure={ending?.how === "failed" ? ending.words : null}
        />
        <FormDeeds>
          <Button type="submit" variant="primary" disabled={isUnderway}>
            <Trans>Open that case</Trans>
          </Button>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
        </FormDeeds>
      </Form>
    </Dialog>
  );
}
