import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { caseDeedsWithdrawMutation } from "../../../__generated__/caseDeedsWithdrawMutation.graphql";
import type { WithdrawDialog_case$key } from "../../../__generated__/WithdrawDialog_case.graphql";
import { newKey } from "../../../lib/keys";
import { useDraft } from "../../../lib/useDraft";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Field, inputClass } from "../../../ui/Field";
import { Form, FormDeeds } from "../../../ui/Form";
import { tell } from "../../../ui/messages";
import { ProblemList } from "../../problems/ProblemList";
import { problemAt } from "../../problems/problems";
import * as deeds from "./caseDeeds";
import { SpeakFor } from "./SpeakFor";
import "./texts";
import { useCaseDeed } from "./useCaseDeed";

type Props = { alignmentCase: WithdrawDialog_case$key; onClose: () => void };

/** Give a case up, with the reason; it stays to be read. */
export function WithdrawDialog({ alignmentCase, onClose }: Props) {
  const { t } = useLingui();
  const { id, version, mayPropose } = useFragment(
    graphql`
      fragment WithdrawDialog_case on AlignmentCase {
        id
        version
        mayPropose {
          id
          name
        }
      }
    `,
    alignmentCase,
  );
  const { draft, change, drop } = useDraft(`case.${id}.withdrawal`, () => ({
    said: "",
    unit: mayPropose[0]?.id ?? "",
    key: newKey(),
  }));
  const [wasTried, setTried] = useState(false);
  const deed = useCaseDeed();
  const giveUp = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const said = draft.said.trim();
    if (said === "") return;
    const input = {
      case: id,
      unit: draft.unit,
      reason: said,
      expectedVersion: version,
      idempotencyKey: draft.key,
    };
    const isDone = await deed.send<caseDeedsWithdrawMutation>(
      deeds.withdraw,
      input,
      (answer) => answer.withdrawCase.problems,
    );
    if (!isDone) {
      change({ key: newKey() });
      return;
    }
    drop();
    onClose();
    tell(t`The case was withdrawn. What was said stays.`);
  };
  return (
    <Dialog title={<Trans>Withdraw the case</Trans>} onClose={onClose}>
      <Form onSubmit={(event) => void giveUp(event)}>
        <p>
          <Trans>
            Nothing changes in the OKRs, and what the case was about is open again. What was said stays here.
          </Trans>
        </p>
        <SpeakFor units={mayPropose} value={draft.unit} onChange={(unit) => change({ unit })} />
        <Field
          label={t`Why it is not needed any more`}
          problem={
            wasTried && draft.said.trim() === ""
              ? t`Say it in a sentence.`
              : problemAt(deed.problems, "reason")
          }
        >
          {(wiring) => (
            <textarea
              {...wiring}
              className={inputClass}
              rows={3}
              data-autofocus
              value={draft.said}
              onChange={(event) => change({ said: event.target.value, key: newKey() })}
            />
          )}
        </Field>
        <ProblemList problems={deed.problems} shownAtFields={["reason"]} failure={deed.failure} />
        <FormDeeds>
          <Button type="submit" variant="primary" disabled={deed.isUnderway}>
            <Trans>Withdraw</Trans>
          </Button>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
        </FormDeeds>
      </Form>
    </Dialog>
  );
}
