import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import type { FormEvent } from "react";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { AskForContributionMutation } from "../../../__generated__/AskForContributionMutation.graphql";
import type { AskForContributionQuery } from "../../../__generated__/AskForContributionQuery.graphql";
import { askAgain } from "../../../lib/freshness";
import { Button } from "../../../ui/Button";
import { SidePanel } from "../../../ui/Dialog";
import { Field, inputClass } from "../../../ui/Field";
import { Form, FormDeeds } from "../../../ui/Form";
import { tell } from "../../../ui/messages";
import { ProblemList } from "../../problems/ProblemList";
import { problemAt } from "../../problems/problems";
import { useDeed } from "../../problems/useDeed";
import { ChosenTarget } from "./ChosenTarget";
import styles from "./ChosenTarget.module.css";
import { UnitPicker } from "./UnitPicker";
import { useForm } from "./useForm";
import { useRequestDeeds } from "./useRequestDeeds";
import { useWeight, WeightField } from "./WeightField";

const mutation = graphql`
  mutation AskForContributionMutation($input: AskForContributionInput!) {
    askForContribution(input: $input) {
      contributionRequest {
        id
        version
        isSeenByAsked
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

const payloadOf = (response: AskForContributionMutation["response"]) => response.askForContribution;

type Unit = { id: string; name: string };
type Draft = { target: string; unit: Unit | null; weight: string; rationale: string };

type Props = {
  /** A Moal, an objective (then one of its key results may be meant), or a key result; its unit asks. */
  targetId: string;
  cycleId: string;
  onDone: () => void;
};

/** Ask another unit to help what ours wants: it answers with something of its own, or says no. */
export function AskForContribution({ targetId, cycleId, onDone }: Props) {
  const { t } = useLingui();
  const { node } = useLazyLoadQuery<AskForContributionQuery>(
    graphql`
      query AskForContributionQuery($id: ID!) {
        node(id: $id) {
          __typename
          ... on Moal {
            id
            title
            unit {
              id
              name
            }
          }
          ... on Objective {
            id
            title
            unit {
              id
              name
            }
            okrSet {
              state
            }
            keyResults {
              id
              title
            }
          }
          ... on KeyResult {
            id
            title
            unit {
              id
              name
            }
          }
        }
      }
    `,
    { id: targetId },
  );
  const { draft, change, problems, failure, wasTried, setTried, end } = useForm<Draft>(
    `ask.${targetId}.${cycleId}`,
    () => ({ target: targetId, unit: null, weight: "1", rationale: "" }),
  );
  const { send, isUnderway } = useDeed<AskForContributionMutation>(mutation, payloadOf);
  const { withdraw } = useRequestDeeds();
  const weight = useWeight(draft.weight);
  const ask = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!draft.unit || weight === null) return;
    const ending = await send({
      variables: {
        input: {
          idempotencyKey: draft.key,
          target: draft.target,
          unit: draft.unit.id,
          cycle: cycleId,
          weight,
          rationale: draft.rationale.trim(),
        },
      },
    });
    if (!end(ending)) return;
    const { name } = draft.unit;
    onDone();
    askAgain();
    const request = ending.response.askForContribution.contributionRequest;
    tell(
      request?.isSeenByAsked === false
        ? t`Noted. ${name} sees it once your OKRs are proposed.`
        : t`Asked. ${name} answers.`,
      { action: request ? { label: t`Undo`, run: () => void withdraw(request) } : undefined },
    );
  };
  if (node?.__typename !== "Moal" && node?.__typename !== "Objective" && node?.__typename !== "KeyResult")
    return null;
  const isDraft = node.__typename === "Objective" && node.okrSet.state === "DRAFT";
  const asking = node.unit;
  return (
    <SidePanel title={t`Ask a unit to contribute`} onClose={onDone}>
      <Form onSubmit={ask}>
        {node.__typename === "Objective" ? (
          <Field label={t`What is to be helped`}>
            {(wiring) => (
              <select
                {...wiring}
                className={inputClass}
                value={draft.target}
                onChange={(event) => change({ target: event.target.value })}
              >
                <option value={node.id}>{node.title}</option>
                {node.keyResults.map((keyResult) => (
                  <option key={keyResult.id} value={keyResult.id}>
                    {t`Key result`}: {keyResult.title}
                  </option>
                ))}
              </select>
            )}
          </Field>
        ) : (
          <ChosenTarget label={t`What is to be helped`} about={asking.name} title={node.title} />
        )}
        {draft.unit ? (
          <ChosenTarget
            label={t`Who is asked`}
            about=""
            title={draft.unit.name}
            onChange={() => change({ unit: null })}
          />
        ) : (
          <div className={styles.target}>
            <p className={styles.label}>
              <Trans>Who is asked</Trans>
            </p>
            <UnitPicker askingId={asking.id} onChoose={(unit) => change({ unit })} />
          </div>
        )}
        {(problemAt(problems, "unit") || (wasTried && !draft.unit)) && (
          <p className={styles.problem} role="alert">
            {problemAt(problems, "unit") ?? t`Choose who is asked.`}
          </p>
        )}
        <Field
          label={t`What you hope for`}
          hint={t`A sentence for the unit that answers.`}
          problem={problemAt(problems, "rationale")}
        >
          {(wiring) => (
            <textarea
              {...wiring}
              className={inputClass}
              rows={3}
              value={draft.rationale}
              onChange={(event) => change({ rationale: event.target.value })}
            />
          )}
        </Field>
        <WeightField
          typed={draft.weight}
          wasTried={wasTried}
          problem={problemAt(problems, "weight")}
          onChange={(typed) => change({ weight: typed })}
        />
        {isDraft && (
          <p className={styles.about}>
            <Trans>Your OKRs are a draft. The other unit sees the question once they are proposed.</Trans>
          </p>
        )}
        <ProblemList problems={problems} shownAtFields={["unit", "rationale", "weight"]} failure={failure} />
        <FormDeeds>
          <Button type="submit" variant="primary" disabled={isUnderway}>
            <Trans>Ask</Trans>
          </Button>
          <Button onClick={onDone}>
            <Trans>Cancel</Trans>
          </Button>
        </FormDeeds>
      </Form>
    </SidePanel>
  );
}
