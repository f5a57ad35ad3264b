import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import type { FormEvent } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { CounterDialog_contribution$key } from "../../../__generated__/CounterDialog_contribution.graphql";
import type { CounterDialogMutation } from "../../../__generated__/CounterDialogMutation.graphql";
import { askAgain } from "../../../lib/freshness";
import { useLocale } from "../../../lib/locale";
import { formatValue } from "../../../lib/numbers";
import { Button } from "../../../ui/Button";
import { SidePanel } from "../../../ui/Dialog";
import { Field, inputClass } from "../../../ui/Field";
import { Form, FormDeeds } from "../../../ui/Form";
import { tell } from "../../../ui/messages";
import { ProblemList } from "../../problems/ProblemList";
import { problemAt } from "../../problems/problems";
import { useDeed } from "../../problems/useDeed";
import { useEnds } from "../ends";
import { EndSelect } from "./EndSelect";
import { TurnList } from "./TurnList";
import { useForm } from "./useForm";
import { useWeight, WeightField } from "./WeightField";

const mutation = graphql`
  mutation CounterDialogMutation($input: CounterContributionInput!) {
    counterContribution(input: $input) {
      contribution {
        id
        ...ContributionAnswer_contribution
      }
      problems {
        code
        field
        message
        remedy
        details
        circle {
          nodeId
          title
          unitName
        }
      }
    }
  }
`;

const payloadOf = (response: CounterDialogMutation["response"]) => response.counterContribution;

type Props = { contribution: CounterDialog_contribution$key; onClose: () => void };

/** Answer a proposal with other terms: another end, another weight, and why. The other unit answers in turn. */
export function CounterDialog({ contribution, onClose }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const data = useFragment(
    graphql`
      fragment CounterDialog_contribution on Contribution {
        id
        version
        weight
        fromUnit {
          id
          name
        }
        toUnit {
          id
          name
        }
        cycle {
          id
        }
        ...ends_contribution
        ...TurnList_contribution
      }
    `,
    contribution,
  );
  const { source, target } = useEnds(data);
  const before = { source: source?.id ?? "", target: target?.id ?? "" };
  const { draft, change, problems, failure, wasTried, setTried, end } = useForm(
    `counter.${data.id}.${data.version}`,
    () => ({ ...before, weight: formatValue(data.weight, locale), reason: "" }),
  );
  const { send, isUnderway } = useDeed<CounterDialogMutation>(mutation, payloadOf);
  const weight = useWeight(draft.weight);
  const isReasonMissing = wasTried && draft.reason.trim() === "";
  const counter = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (weight === null || draft.reason.trim() === "") return;
    const ending = await send({
      variables: {
        input: {
          contribution: data.id,
          expectedVersion: data.version,
          idempotencyKey: draft.key,
          source: draft.source === before.source ? null : draft.source,
          target: draft.target === before.target ? null : draft.target,
          weight,
          reason: draft.reason.trim(),
        },
      },
    });
    if (!end(ending)) return;
    tell(t`Your counter-proposal is sent. The other unit answers.`);
    askAgain();
    onClose();
  };
  const [from, to] = [data.fromUnit.name, data.toUnit.name];
  return (
    <SidePanel title={t`Propose something else`} onClose={onClose}>
      <Form onSubmit={counter}>
        <TurnList contribution={data} />
        <EndSelect
          label={t`What helps (${from})`}
          unitId={data.fromUnit.id}
          cycleId={data.cycle.id}
          value={draft.source}
          problem={problemAt(problems, "source")}
          onChange={(id) => change({ source: id })}
        />
        <EndSelect
          label={t`What it helps (${to})`}
          unitId={data.toUnit.id}
          cycleId={data.cycle.id}
          withMoals
          value={draft.target}
          onChange={(id) => change({ target: id })}
        />
        <WeightField
          typed={draft.weight}
          wasTried={wasTried}
          problem={problemAt(problems, "weight")}
          onChange={(typed) => change({ weight: typed })}
        />
        <Field
          label={t`Why`}
          hint={t`A sentence for the unit that answers.`}
          problem={isReasonMissing ? t`Say why, in a sentence.` : problemAt(problems, "reason")}
        >
          {(wiring) => (
            <textarea
              {...wiring}
              className={inputClass}
              rows={3}
              value={draft.reason}
              onChange={(event) => change({ reason: event.target.value })}
            />
          )}
        </Field>
        <ProblemList problems={problems} shownAtFields={["source", "weight", "reason"]} failure={failure} />
        <FormDeeds>
          <Button type="submit" variant="primary" disabled={isUnderway}>
            <Trans>Send the counter-proposal</Trans>
          </Button>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
        </FormDeeds>
      </Form>
    </SidePanel>
  );
}
