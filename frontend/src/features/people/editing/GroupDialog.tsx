import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { graphql } from "react-relay/hooks";
import type { GroupDialogMutation } from "../../../__generated__/GroupDialogMutation.graphql";
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
import { UnitAndRole } from "./UnitAndRole";
import type { Role } from "./words";
import "./texts";

const mutation = graphql`
  mutation GroupDialogMutation($input: MapGroupInput!) {
    mapGroup(input: $input) {
      organisation {
        id
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

const payloadOf = (response: GroupDialogMutation["response"]) => response.mapGroup;

type Draft = { group: string; unit: string; role: Role; key: string };

/** Let a group of the sign-in service mean a role in a unit, or the administration. */
export function GroupDialog({ issuer, onClose }: { issuer: string; onClose: () => void }) {
  const { t } = useLingui();
  const { companyId } = useHere();
  const { draft, change, drop } = useDraft<Draft>(`group.${issuer}`, () => ({
    group: "",
    unit: companyId,
    role: "MEMBER",
    key: newKey(),
  }));
  const { send, isUnderway } = useDeed<GroupDialogMutation>(mutation, payloadOf);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const [isMissing, setMissing] = useState(false);

  const map = async (event: FormEvent) => {
    event.preventDefault();
    setMissing(draft.group.trim() === "");
    if (draft.group.trim() === "") return;
    const { group, unit, role, key } = draft;
    const meant = unit === "" ? ({ role: "ADMIN" } as const) : { role, unit };
    const ending = await send({ variables: { input: { idempotencyKey: key, issuer, group, ...meant } } });
    setProblems(ending.how === "refused" ? ending.problems : []);
    setFailure(ending.how === "failed" ? ending.words : null);
    if (ending.how === "refused") change({ key: newKey() });
    if (ending.how !== "done") return;
    drop();
    tell(t`It holds from the next sign-in on.`);
    askAgain();
    onClose();
  };

  return (
    <Dialog title={t`Let a group mean something`} onClose={onClose}>
      <Form onSubmit={map}>
        <Field
          label={t`Group`}
          hint={t`Exactly as the sign-in service calls it. Its people are let in.`}
          problem={isMissing ? t`Name the group.` : problemAt(problems, "group")}
        >
          {(wiring) => (
            <input
              {...wiring}
              className={inputClass}
              autoComplete="off"
              data-autofocus
              value={draft.group}
              onChange={(event) => change({ group: event.target.value })}
            />
          )}
        </Field>
        <UnitAndRole
          unit={draft.unit}
          role={draft.role}
          problems={problems}
          without={t`The administration of the organisation`}
          onChange={change}
        />
        <ProblemList problems={problems} shownAtFields={["group", "unit", "role"]} failure={failure} />
        <FormDeeds>
          <Button type="submit" variant="primary" disabled={isUnderway}>
            <Trans>Let it mean that</Trans>
          </Button>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
        </FormDeeds>
      </Form>
    </Dialog>
  );
}
