import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { graphql } from "react-relay/hooks";
import type { RemoveDialogMutation } from "../../../__generated__/RemoveDialogMutation.graphql";
import { askAgain } from "../../../lib/freshness";
import { newKey } from "../../../lib/keys";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Form, FormDeeds } from "../../../ui/Form";
import { tell } from "../../../ui/messages";
import { ProblemList } from "../../problems/ProblemList";
import type { Problem } from "../../problems/problems";
import { useDeed } from "../../problems/useDeed";
import "./texts";

const mutation = graphql`
  mutation RemoveDialogMutation($input: RemovePersonInput!) {
    removePerson(input: $input) {
      person {
        id
        hasLeft
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

const payloadOf = (response: RemoveDialogMutation["response"]) => response.removePerson;

type Props = { personId: string; name: string; onClose: () => void };

/** Take somebody out of the organisation: it ends sessions and roles at once, and so it is asked about first. */
export function RemoveDialog({ personId, name, onClose }: Props) {
  const { t } = useLingui();
  const [key, setKey] = useState(newKey);
  const { send, isUnderway } = useDeed<RemoveDialogMutation>(mutation, payloadOf);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);

  const remove = async (event: FormEvent) => {
    event.preventDefault();
    const ending = await send({ variables: { input: { idempotencyKey: key, person: personId } } });
    setProblems(ending.how === "refused" ? ending.problems : []);
    setFailure(ending.how === "failed" ? ending.words : null);
    if (ending.how === "refused") setKey(newKey());
    if (ending.how !== "done") return;
    tell(t`${name} is no longer here.`);
    askAgain();
    onClose();
  };

  return (
    <Dialog title={t`Remove ${name}`} onClose={onClose}>
      <Form onSubmit={remove}>
        <p>
          <Trans>
            All roles end today, and {name} is signed out everywhere. What {name} wrote stays. Whoever comes
            by a group, or where everybody is let in, can sign in again.
          </Trans>
        </p>
        <ProblemList problems={problems} failure={failure} />
        <FormDeeds>
          <Button type="submit" variant="primary" disabled={isUnderway}>
            <Trans>Remove</Trans>
          </Button>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
        </FormDeeds>
      </Form>
    </Dialog>
  );
}
