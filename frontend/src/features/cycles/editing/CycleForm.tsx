import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { graphql } from "react-relay/hooks";
import type { CycleFormPlanMutation } from "../../../__generated__/CycleFormPlanMutation.graphql";
import type { CycleFormRescheduleMutation } from "../../../__generated__/CycleFormRescheduleMutation.graphql";
import { daysBetween } from "../../../lib/days";
import { askAgain } from "../../../lib/freshness";
import { newKey } from "../../../lib/keys";
import { useDraft } from "../../../lib/useDraft";
import { Button } from "../../../ui/Button";
import { Field, inputClass } from "../../../ui/Field";
import { Form, FormDeeds } from "../../../ui/Form";
import { tell } from "../../../ui/messages";
import { ProblemList } from "../../problems/ProblemList";
import { type Problem, problemAt } from "../../problems/problems";
import { useDeed } from "../../problems/useDeed";
import type { CycleState } from "./states";
import "./texts";

const plan = graphql`
  mutation CycleFormPlanMutation($input: PlanCycleInput!) {
    planCycle(input: $input) {
      cycle {
        id
        name
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

const reschedule = graphql`
  mutation CycleFormRescheduleMutation($input: RescheduleCycleInput!) {
    rescheduleCycle(input: $input) {
      cycle {
        id
        name
        startsOn
        endsOn
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

const plannedOf = (response: CycleFormPlanMutation["response"]) => response.planCycle;
const rescheduledOf = (response: CycleFormRescheduleMutation["response"]) => response.rescheduleCycle;
const ownFields = ["name", "startsOn", "endsOn", "reason"];

type Draft = { name: string; startsOn: string; endsOn: string; reason: string; key: string };
type Props = {
  /** The cycle that is changed; null for a new one. */
  cycle: { readonly id: string; readonly state: CycleState; readonly version: number } | null;
  start: { readonly name: string; readonly startsOn: string; readonly endsOn: string };
  months: number;
  onDone: () => void;
};

/** Name and days of a cycle, new or changed. */
export function CycleForm({ cycle, start, months, onDone }: Props) {
  const { t } = useLingui();
  const { draft, change, drop } = useDraft<Draft>(`cycle.${cycle?.id ?? "new"}`, () => ({
    name: start.name,
    startsOn: start.startsOn,
    endsOn: start.endsOn,
    reason: "",
    key: newKey(),
  }));
  const planning = useDeed<CycleFormPlanMutation>(plan, plannedOf);
  const rescheduling = useDeed<CycleFormRescheduleMutation>(reschedule, rescheduledOf);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const hasBegun = cycle?.state === "RUNNING" || cycle?.state === "REVIEWING";

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const input = {
      idempotencyKey: draft.key,
      name: draft.name,
      startsOn: draft.startsOn,
      endsOn: draft.endsOn,
    };
    const ending = cycle
      ? await rescheduling.send({
          variables: {
            input: { ...input, cycle: cycle.id, reason: draft.reason, expectedVersion: cycle.version },
          },
        })
      : await planning.send({ variables: { input } });
    setProblems(ending.how === "refused" ? ending.problems : []);
    setFailure(ending.how === "failed" ? ending.words : null);
    if (ending.how === "refused") change({ key: newKey() });
    askAgain();
    if (ending.how !== "done") return;
    drop();
    const { name } = draft;
    tell(cycle ? t`Changed: ${name}` : t`Planned: ${name}`);
    onDone();
  };

  const days = draft.startsOn && draft.endsOn ? daysBetween(draft.startsOn, draft.endsOn) + 1 : 0;
  const length = days > 0 ? plural(days, { one: "# day", other: "# days" }) : "";
  const usual = plural(months, { one: "# month", other: "# months" });
  return (
    <Form onSubmit={(event) => void onSubmit(event)}>
      {!cycle && (
        <p>
          <Trans>
            Proposed after the last cycle, {usual} long as the settings say. Change what you like.
          </Trans>
        </p>
      )}
      <Field label={t`Name`} problem={problemAt(problems, "name")}>
        {(wiring) => (
          <input
            {...wiring}
            className={inputClass}
            autoComplete="off"
            data-autofocus
            value={draft.name}
            onChange={(event) => change({ name: event.target.value })}
          />
        )}
      </Field>
      <Field
        label={t`First day`}
        hint={hasBegun ? t`It has begun; its first day stays.` : undefined}
        problem={problemAt(problems, "startsOn")}
      >
        {(wiring) => (
          <input
            {...wiring}
            type="date"
            className={inputClass}
            disabled={hasBegun}
            value={draft.startsOn}
            onChange={(event) => change({ startsOn: event.target.value })}
          />
        )}
      </Field>
      <Field label={t`Last day`} hint={length} problem={problemAt(problems, "endsOn")}>
        {(wiring) => (
          <input
            {...wiring}
            type="date"
            className={inputClass}
            value={draft.endsOn}
            onChange={(event) => change({ endsOn: event.target.value })}
          />
        )}
      </Field>
      {cycle && (
        <Field
          label={t`Why`}
          hint={t`Others see it beside the change.`}
          problem={problemAt(problems, "reason")}
        >
          {(wiring) => (
            <textarea
              {...wiring}
              className={inputClass}
              rows={2}
              value={draft.reason}
              onChange={(event) => change({ reason: event.target.value })}
            />
          )}
        </Field>
      )}
      <ProblemList problems={problems} shownAtFields={ownFields} failure={failure} />
      <FormDeeds>
        <Button type="submit" variant="primary" disabled={planning.isUnderway || rescheduling.isUnderway}>
          {cycle ? <Trans>Save</Trans> : <Trans>Plan the cycle</Trans>}
        </Button>
        <Button variant="plain" onClick={onDone}>
          <Trans>Cancel</Trans>
        </Button>
      </FormDeeds>
    </Form>
  );
}
