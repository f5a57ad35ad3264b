import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { DecisionDialog_moal$key } from "../../__generated__/DecisionDialog_moal.graphql";
import type { DecisionDialogAchieveMutation } from "../../__generated__/DecisionDialogAchieveMutation.graphql";
import type { DecisionDialogDropMutation } from "../../__generated__/DecisionDialogDropMutation.graphql";
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
import { useDecide } from "./useDecide";
import type { MoalState } from "./words";
import "./texts";

const achievement = graphql`
  mutation DecisionDialogAchieveMutation($input: AchieveMoalInput!) {
    achieveMoal(input: $input) {
      moal {
        id
        state
        stateReason
        version
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

const dropping = graphql`
  mutation DecisionDialogDropMutation($input: DropMoalInput!) {
    dropMoal(input: $input) {
      moal {
        id
        state
        stateReason
        version
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

const achievedOf = (response: DecisionDialogAchieveMutation["response"]) => response.achieveMoal;
const droppedOf = (response: DecisionDialogDropMutation["response"]) => response.dropMoal;

export type Decision = "achieve" | "drop";
type Props = { moal: DecisionDialog_moal$key; decision: Decision; onClose: () => void };

/** Say that a Moal was reached, or give it up, with the reason that others will read. */
export function DecisionDialog({ moal, decision, onClose }: Props) {
  const { t } = useLingui();
  const { id, title, version, state } = useFragment(
    graphql`
      fragment DecisionDialog_moal on Moal {
        id
        title
        version
        state
      }
    `,
    moal,
  );
  const { reopen } = useDecide();
  const { draft, change, drop } = useDraft(`${decision}.${id}`, () => ({ reason: "", key: newKey() }));
  const { send: sendAchievement, isUnderway: isAchieving } = useDeed<DecisionDialogAchieveMutation>(
    achievement,
    achievedOf,
  );
  const { send: sendDropping, isUnderway: isDropping } = useDeed<DecisionDialogDropMutation>(
    dropping,
    droppedOf,
  );
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const [isMissing, setMissing] = useState(false);
  const isDrop = decision === "drop";
  const isWithdrawal = isDrop && state === "PROPOSED";

  const decide = async (event: FormEvent) => {
    event.preventDefault();
    const hasReason = draft.reason.trim() !== "";
    setMissing(isDrop && !hasReason);
    if (isDrop && !hasReason) return;
    const input = { idempotencyKey: draft.key, moal: id, expectedVersion: version, reason: draft.reason };
    const send = isDrop ? sendDropping : sendAchievement;
    const ending = await send({ variables: { input } });
    setProblems(ending.how === "refused" ? ending.problems : []);
    setFailure(ending.how === "failed" ? ending.words : null);
    if (ending.how === "refused") change({ key: newKey() });
    if (ending.how !== "done") return;
    drop();
    onClose();
    askAgain();
    tell(isDrop ? t`Dropped, with your reason.` : t`Achieved.`, {
      action: { label: t`Undo`, run: () => void reopen(id, version + 1, state as MoalState) },
    });
  };

  return (
    <Dialog
      title={isWithdrawal ? t`Drop the proposal` : isDrop ? t`Drop the Moal` : t`The Moal is achieved`}
      onClose={onClose}
    >
      <Form onSubmit={decide}>
        <p>
          <Trans>“{title}”</Trans>
        </p>
        <Field
          label={isDrop ? t`Why it is dropped` : t`How one sees that it is achieved`}
          hint={isDrop ? t`Those who proposed it, and those who contribute to it, read this.` : undefined}
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
          <Button type="submit" variant="primary" disabled={isAchieving || isDropping}>
            {isDrop ? <Trans>Drop</Trans> : <Trans>Mark as achieved</Trans>}
          </Button>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
        </FormDeeds>
      </Form>
    </Dialog>
  );
}
