import { Trans, useLingui } from "@lingui/react/macro";
import type { FormEvent } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { caseDeedsLookAgainMutation } from "../../../__generated__/caseDeedsLookAgainMutation.graphql";
import type { LookAgainDialog_case$key } from "../../../__generated__/LookAgainDialog_case.graphql";
import { localDay } from "../../../lib/days";
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

type Props = {
  alignmentCase: LookAgainDialog_case$key;
  /** Those for which one may speak. */
  units: readonly { readonly id: string; readonly name: string }[];
  onClose: () => void;
};

/** Note that an agreement was looked at, and when it will be again. */
export function LookAgainDialog({ alignmentCase, units, onClose }: Props) {
  const { t } = useLingui();
  const { id, version } = useFragment(
    graphql`
      fragment LookAgainDialog_case on AlignmentCase {
        id
        version
      }
    `,
    alignmentCase,
  );
  const { draft, change, drop } = useDraft(`case.${id}.look`, () => ({
    said: "",
    nextOn: "",
    unit: units[0]?.id ?? "",
    key: newKey(),
  }));
  const deed = useCaseDeed();
  const note = async (event: FormEvent) => {
    event.preventDefault();
    const input = {
      case: id,
      unit: draft.unit,
      said: draft.said.trim(),
      nextOn: draft.nextOn || null,
      expectedVersion: version,
      idempotencyKey: draft.key,
    };
    const isDone = await deed.send<caseDeedsLookAgainMutation>(
      deeds.lookAgain,
      input,
      (answer) => answer.lookAgainAtCase.problems,
    );
    if (!isDone) {
      change({ key: newKey() });
      return;
    }
    drop();
    onClose();
    tell(t`Noted.`);
  };
  return (
    <Dialog title={<Trans>Look at it again</Trans>} onClose={onClose}>
      <Form onSubmit={(event) => void note(event)}>
        <SpeakFor units={units} value={draft.unit} onChange={(unit) => change({ unit })} />
        <Field label={t`How it went`} problem={problemAt(deed.problems, "said")}>
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
        <Field
          label={t`The next time`}
          hint={t`Empty: it does not come back.`}
          problem={problemAt(deed.problems, "nextOn")}
        >
          {(wiring) => (
            <input
              {...wiring}
              type="date"
              className={inputClass}
              min={localDay(new Date())}
              value={draft.nextOn}
              onChange={(event) => change({ nextOn: event.target.value, key: newKey() })}
            />
          )}
        </Field>
        <ProblemList problems={deed.problems} shownAtFields={["said", "nextOn"]} failure={deed.failure} />
        <FormDeeds>
          <Button type="submit" variant="primary" disabled={deed.isUnderway}>
            <Trans>Note it</Trans>
          </Button>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
        </FormDeeds>
      </Form>
    </Dialog>
  );
}
