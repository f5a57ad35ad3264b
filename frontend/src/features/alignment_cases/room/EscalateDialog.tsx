import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { caseDeedsEscalateMutation } from "../../../__generated__/caseDeedsEscalateMutation.graphql";
import type { EscalateDialog_case$key } from "../../../__generated__/EscalateDialog_case.graphql";
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

type Props = { alignmentCase: EscalateDialog_case$key; onClose: () => void };

/** Ask the unit above all that take part to help; it may propose, and imposes nothing. */
export function EscalateDialog({ alignmentCase, onClose }: Props) {
  const { t } = useLingui();
  const { id, version, mayPropose } = useFragment(
    graphql`
      fragment EscalateDialog_case on AlignmentCase {
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
  const { draft, change, drop } = useDraft(`case.${id}.escalation`, () => ({
    said: "",
    unit: mayPropose[0]?.id ?? "",
    key: newKey(),
  }));
  const [wasTried, setTried] = useState(false);
  const deed = useCaseDeed();
  const escalate = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const said = draft.said.trim();
    if (said === "") return;
    const input = { case: id, unit: draft.unit, said, expectedVersion: version, idempotencyKey: draft.key };
    const isDone = await deed.send<caseDeedsEscalateMutation>(
      deeds.escalate,
      input,
      (answer) => answer.escalateCase.problems,
    );
    if (!isDone) {
      change({ key: newKey() });
      return;
    }
    drop();
    onClose();
    tell(t`The unit above was asked. The negotiation goes on.`);
  };
  return (
    <Dialog title={<Trans>Ask the unit above to help</Trans>} onClose={onClose}>
      <Form onSubmit={(event) => void escalate(event)}>
        <p>
          <Trans>
            The nearest unit above all who take part comes into the room. It can propose, like everybody else;
            what is agreed is still signed by the units themselves.
          </Trans>
        </p>
        <SpeakFor units={mayPropose} value={draft.unit} onChange={(unit) => change({ unit })} />
        <Field
          label={t`Where you are stuck`}
          problem={
            wasTried && draft.said.trim() === "" ? t`Say it in a sentence.` : problemAt(deed.problems, "said")
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
        <ProblemList problems={deed.problems} shownAtFields={["said"]} failure={deed.failure} />
        <FormDeeds>
          <Button type="submit" variant="primary" disabled={deed.isUnderway}>
            <Trans>Ask it</Trans>
          </Button>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
        </FormDeeds>
      </Form>
    </Dialog>
  );
}
