import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { localDay } from "../../../lib/days";
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
import { UnitAndRole } from "./UnitAndRole";
import { useRoles } from "./useRoles";
import type { Role } from "./words";
import "./texts";

type Draft = { unit: string; role: Role; on: string; key: string };
type Props = { personId: string; name: string; onClose: () => void };

/** Give a person a role in a unit, from a day. */
export function GrantDialog({ personId, name, onClose }: Props) {
  const { t } = useLingui();
  const { unitId } = useHere();
  const { grant } = useRoles();
  const { draft, change, drop } = useDraft<Draft>(`grant.${personId}`, () => ({
    unit: unitId,
    role: "MEMBER",
    on: localDay(new Date()),
    key: newKey(),
  }));
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);

  const give = async (event: FormEvent) => {
    event.preventDefault();
    const { unit, role, on, key } = draft;
    const ending = await grant({ person: personId, unit, role, ...(on ? { on } : {}) }, key);
    setProblems(ending.how === "refused" ? ending.problems : []);
    setFailure(ending.how === "failed" ? ending.words : null);
    if (ending.how === "refused") change({ key: newKey() });
    if (ending.how !== "done") return;
    drop();
    tell(t`${name} has the role.`);
    askAgain();
    onClose();
  };

  return (
    <Dialog title={t`A role for ${name}`} onClose={onClose}>
      <Form onSubmit={give}>
        <UnitAndRole unit={draft.unit} role={draft.role} problems={problems} onChange={change} />
        <Field label={t`First day`} problem={problemAt(problems, "on")}>
          {(wiring) => (
            <input
              {...wiring}
              type="date"
              className={inputClass}
              value={draft.on}
              onChange={(event) => change({ on: event.target.value })}
            />
          )}
        </Field>
        <ProblemList problems={problems} shownAtFields={["unit", "role", "on"]} failure={failure} />
        <FormDeeds>
          <Button type="submit" variant="primary">
            <Trans>Give the role</Trans>
          </Button>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
        </FormDeeds>
      </Form>
    </Dialog>
  );
}
