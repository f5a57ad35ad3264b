import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { DeclineDialog_contribution$key } from "../../__generated__/DeclineDialog_contribution.graphql";
import type { DeclineDialogMutation } from "../../__generated__/DeclineDialogMutation.graphql";
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
import { useEnds } from "./ends";

const mutation = graphql`
  mutation DeclineDialogMutation($input: DeclineContributionInput!) {
    declineContribution(input: $input) {
      contribution {
        id
        state
        version
        declineReason
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

const payloadOf = (response: DeclineDialogMutation["response"]) => response.declineContribution;

type Props = { contribution: DeclineDialog_contribution$key; onClose: () => void };

/** Say no, and why: a reason is what lets the other unit go on. */
export function DeclineDialog({ contribution, onClose }: Props) {
  const { t } = useLingui();
  const data = useFragment(
    graphql`
      fragment DeclineDialog_contribution on Contribution {
        id
        version
        fromUnit {
          name
        }
        ...ends_contribution
      }
    `,
    contribution,
  );
  const { source } = useEnds(data);
  const { draft, change, drop } = useDraft(`decline.${data.id}`, () => ({ reason: "", key: newKey() }));
  const { send, isUnderway } = useDeed<DeclineDialogMutation>(mutation, payloadOf);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const [isMissing, setMissing] = useState(false);

  const decline = async (event: FormEvent) => {
    event.preventDefault();
    setMissing(draft.reason.trim() === "");
    if (draft.reason.trim() === "") return;
    const ending = await send({
      variables: {
        input: {
          contribution: data.id,
          expectedVersion: data.version,
          idempotencyKey: draft.key,
          reason: draft.reason.trim(),
        },
      },
    });
    setProblems(ending.how === "refused" ? ending.problems : []);
    setFailure(ending.how === "failed" ? ending.words : null);
    // The key belongs to what was sent; a refused text that is changed is a new sending.
    if (ending.how === "refused") change({ key: newKey() });
    if (ending.how !== "done") return;
    drop();
    tell(t`Declined. The other unit sees the reason.`);
    askAgain();
    onClose();
  };

  const unit = data.fromUnit.name;
  return (
    <Dialog title={t`Decline a contribution`} onClose={onClose}>
      <Form onSubmit={decline}>
        <p>
          <Trans>
            {unit} offers “{source?.title ?? ""}”. A reason lets them go on.
          </Trans>
        </p>
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
