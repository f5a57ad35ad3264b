import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { newKey } from "../../lib/keys";
import { useDraft } from "../../lib/useDraft";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Field, inputClass } from "../../ui/Field";
import { Form, FormDeeds } from "../../ui/Form";
import { tell } from "../../ui/messages";
import { ProblemList } from "../problems/ProblemList";
import { problemAt } from "../problems/problems";
import "./texts";
import { type Refused, useTurns } from "./useTurns";

type Props = { okrSetId: string; version: number; onClose: () => void };

/** A set that the unit committed to is opened again for a reason, which stays with it. */
export function ReopenDialog({ okrSetId, version, onClose }: Props) {
  const { t } = useLingui();
  const { draft, change, drop } = useDraft(`reopen.${okrSetId}`, () => ({ reason: "", key: newKey() }));
  const { turn, isUnderway } = useTurns();
  const [refused, setRefused] = useState<Refused>(null);
  const [isMissing, setMissing] = useState(false);
  const problems = refused?.problems ?? [];

  const reopen = async (event: FormEvent) => {
    event.preventDefault();
    const reason = draft.reason.trim();
    setMissing(reason === "");
    if (reason === "") return;
    const refusal = await turn("reopen", okrSetId, version, { reason, key: draft.key });
    setRefused(refusal);
    if (refusal) return change({ key: newKey() });
    drop();
    onClose();
    tell(t`Open again. What was committed to stays kept.`);
  };

  return (
    <Dialog title={t`Open the set again`} onClose={onClose}>
      <Form onSubmit={reopen}>
        <p>
          <Trans>
            Objectives and key results may come and go again, until the unit commits anew. What it committed
            to stays kept, and what changes stays visible.
          </Trans>
        </p>
        <Field
          label={t`Why it has to change`}
          problem={isMissing ? t`Say why, in a sentence.` : problemAt(problems, "reason")}
        >
          {(wiring) => (
            <textarea
              {...wiring}
              className={inputClass}
              rows={3}
              data-autofocus
              value={draft.reason}
              onChange={(event) => change({ reason: event.target.value })}
            />
          )}
        </Field>
        <ProblemList problems={problems} shownAtFields={["reason"]} failure={refused?.failure ?? null} />
        <FormDeeds>
          <Button type="submit" variant="primary" disabled={isUnderway}>
            <Trans>Open again</Trans>
          </Button>
          <Button onClick={onClose}>
            <Trans>Leave it as it is</Trans>
          </Button>
        </FormDeeds>
      </Form>
    </Dialog>
  );
}
