import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, type ReactNode, useState } from "react";
import { askAgain } from "../../../lib/freshness";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Field, inputClass } from "../../../ui/Field";
import { Form, FormDeeds } from "../../../ui/Form";
import { tell } from "../../../ui/messages";
import { ProblemList } from "../../problems/ProblemList";
import { problemAt } from "../../problems/problems";
import type { Ending } from "../../problems/useDeed";
import { useForm } from "./useForm";

type Props = {
  /** Names what is declined, for the draft. */
  id: string;
  title: string;
  /** Who offers or asks what. */
  children: ReactNode;
  decline: (reason: string, key: string) => Promise<Ending<unknown>>;
  /** Take it back. */
  onUndo: () => void;
  onClose: () => void;
};

/** Say no, and why: a reason is what lets the other unit go on. */
export function DeclineDialog({ id, title, children, decline, onUndo, onClose }: Props) {
  const { t } = useLingui();
  const { draft, change, problems, failure, wasTried, setTried, end } = useForm(`decline.${id}`, () => ({
    reason: "",
  }));
  const [isUnderway, setUnderway] = useState(false);
  const isMissing = wasTried && draft.reason.trim() === "";
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (draft.reason.trim() === "") return;
    setUnderway(true);
    const ending = await decline(draft.reason.trim(), draft.key);
    setUnderway(false);
    if (!end(ending)) return;
    tell(t`Declined. The other unit sees the reason.`, { action: { label: t`Undo`, run: onUndo } });
    askAgain();
    onClose();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <Form onSubmit={send}>
        <p>{children}</p>
        <Field
          label={t`Why not`}
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
        <ProblemList problems={problems} shownAtFields={["reason"]} failure={failure} />
        <FormDeeds>
          <Button type="submit" variant="primary" disabled={isUnderway}>
            <Trans>Decline</Trans>
          </Button>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
        </FormDeeds>
      </Form>
    </Dialog>
  );
}
