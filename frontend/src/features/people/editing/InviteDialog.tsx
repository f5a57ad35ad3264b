import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { graphql } from "react-relay/hooks";
import type { InviteDialogMutation } from "../../../__generated__/InviteDialogMutation.graphql";
import { askAgain } from "../../../lib/freshness";
import { useHere } from "../../../lib/here";
import { newKey } from "../../../lib/keys";
import { useDraft } from "../../../lib/useDraft";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Field, inputClass } from "../../../ui/Field";
import { Form, FormDeeds } from "../../../ui/Form";
import { tell } from "../../../ui/messages";
import { ProblemList } from "../../problems/ProblemList";
import { type Problem, problemAt } from "../../problems/problems";
import { useDeed } from "../../problems/useDeed";
import styles from "./InviteDialog.module.css";
import { UnitAndRole } from "./UnitAndRole";
import type { Role } from "./words";
import "./texts";

const mutation = graphql`
  mutation InviteDialogMutation($input: InvitePersonInput!) {
    invitePerson(input: $input) {
      isDone
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

const payloadOf = (response: InviteDialogMutation["response"]) => response.invitePerson;

type Draft = { email: string; unit: string; role: Role; isAdministrator: boolean; key: string };

/** Let somebody in by the e-mail address that they sign in with. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const { companyId } = useHere();
  const { draft, change, drop } = useDraft<Draft>("invite", () => ({
    email: "",
    unit: companyId,
    role: "MEMBER",
    isAdministrator: false,
    key: newKey(),
  }));
  const { send, isUnderway } = useDeed<InviteDialogMutation>(mutation, payloadOf);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const [isMissing, setMissing] = useState(false);

  const invite = async (event: FormEvent) => {
    event.preventDefault();
    setMissing(draft.email.trim() === "");
    if (draft.email.trim() === "") return;
    const { email, unit, role, isAdministrator, key } = draft;
    const place = unit === "" ? {} : { unit, role };
    const ending = await send({
      variables: { input: { idempotencyKey: key, email, isAdministrator, ...place } },
    });
    setProblems(ending.how === "refused" ? ending.problems : []);
    setFailure(ending.how === "failed" ? ending.words : null);
    if (ending.how === "refused") change({ key: newKey() });
    if (ending.how !== "done") return;
    drop();
    tell(t`Invited. Samsvar sends no mail: give them the address to sign in at.`);
    askAgain();
    onClose();
  };

  return (
    <Dialog title={t`Invite somebody`} onClose={onClose}>
      <Form onSubmit={invite}>
        <Field
          label={t`E-mail address`}
          hint={t`The one that they sign in with. Their sign-in service has to have verified it.`}
          problem={isMissing ? t`Give an address.` : problemAt(problems, "email")}
        >
          {(wiring) => (
            <input
              {...wiring}
              type="email"
              className={inputClass}
              autoComplete="off"
              data-autofocus
              value={draft.email}
              onChange={(event) => change({ email: event.target.value })}
            />
          )}
        </Field>
        <UnitAndRole
          unit={draft.unit}
          role={draft.role}
          problems={problems}
          without={t`None yet`}
          onChange={change}
        />
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={draft.isAdministrator}
            onChange={(event) => change({ isAdministrator: event.target.checked })}
          />
          <Trans>Administers the organisation, too</Trans>
        </label>
        <ProblemList problems={problems} shownAtFields={["email", "unit", "role"]} failure={failure} />
        <FormDeeds>
          <Button type="submit" variant="primary" disabled={isUnderway}>
            <Trans>Invite</Trans>
          </Button>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
        </FormDeeds>
      </Form>
    </Dialog>
  );
}
