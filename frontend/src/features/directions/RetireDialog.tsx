import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { RetireDialog_direction$key } from "../../__generated__/RetireDialog_direction.graphql";
import type { RetireDialogMutation } from "../../__generated__/RetireDialogMutation.graphql";
import { askAgain } from "../../lib/freshness";
import { newKey } from "../../lib/keys";
import { useDraft } from "../../lib/useDraft";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Field, inputClass } from "../../ui/Field";
import { Form, FormDeeds } from "../../ui/Form";
import { tell } from "../../ui/messages";
import { ProblemList } from "../problems/ProblemList";
import { type Problem, problemAt } from "../problems/problems";
import { useDeed } from "../problems/useDeed";
import { useRestore } from "./useRestore";
import "./texts";

const mutation = graphql`
  mutation RetireDialogMutation($input: RetireDirectionInput!) {
    retireDirection(input: $input) {
      direction {
        id
        version
        validTo
        endReason
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

const payloadOf = (response: RetireDialogMutation["response"]) => response.retireDirection;

type Props = { direction: RetireDialog_direction$key; onClose: () => void };

/** Let a direction no longer hold, and say why. */
export function RetireDialog({ direction, onClose }: Props) {
  const { t } = useLingui();
  const { id, title, version } = useFragment(
    graphql`
      fragment RetireDialog_direction on Direction {
        id
        title
        version
      }
    `,
    direction,
  );
  const restore = useRestore();
  const { draft, change, drop } = useDraft(`retire.${id}`, () => ({ reason: "", key: newKey() }));
  const { send, isUnderway } = useDeed<RetireDialogMutation>(mutation, payloadOf);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const [isMissing, setMissing] = useState(false);

  const retire = async (event: FormEvent) => {
    event.preventDefault();
    setMissing(draft.reason.trim() === "");
    if (draft.reason.trim() === "") return;
    const ending = await send({
      variables: {
        input: { idempotencyKey: draft.key, direction: id, expectedVersion: version, reason: draft.reason },
      },
    });
    setProblems(ending.how === "refused" ? ending.problems : []);
    setFailure(ending.how === "failed" ? ending.words : null);
    if (ending.how === "refused") change({ key: newKey() });
    if (ending.how !== "done") return;
    drop();
    onClose();
    askAgain();
    tell(t`It no longer holds. What was said stays readable.`, {
      action: { label: t`Undo`, run: () => void restore(id, version) },
    });
  };

  return (
    <Dialog title={t`Retire “${title}”`} onClose={onClose}>
      <Form onSubmit={retire}>
        <p>
          <Trans>From today it no longer holds. Moals that serve it stay, and keep saying so.</Trans>
        </p>
        <Field
          label={t`Why it no longer holds`}
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
            <Trans>Retire</Trans>
          </Button>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
        </FormDeeds>
      </Form>
    </Dialog>
  );
}
