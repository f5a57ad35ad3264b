import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import type { FormEvent } from "react";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { ProposePanelMutation } from "../../../__generated__/ProposePanelMutation.graphql";
import type { ProposePanelQuery } from "../../../__generated__/ProposePanelQuery.graphql";
import { askAgain } from "../../../lib/freshness";
import { Button } from "../../../ui/Button";
import { SidePanel } from "../../../ui/Dialog";
import { Field, inputClass } from "../../../ui/Field";
import { Form, FormDeeds } from "../../../ui/Form";
import { tell } from "../../../ui/messages";
import { ProblemList } from "../../problems/ProblemList";
import { problemAt } from "../../problems/problems";
import { useDeed } from "../../problems/useDeed";
import { useEndKinds } from "../ends";
import { ChosenTarget } from "./ChosenTarget";
import styles from "./ChosenTarget.module.css";
import { TargetPicker } from "./TargetPicker";
import type { Target } from "./targets";
import { useContributionDeeds } from "./useContributionDeeds";
import { useForm } from "./useForm";
import { useWeight, WeightField } from "./WeightField";

const mutation = graphql`
  mutation ProposePanelMutation($input: ProposeContributionInput!) {
    proposeContribution(input: $input) {
      contribution {
        id
        state
        version
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

const payloadOf = (response: ProposePanelMutation["response"]) => response.proposeContribution;
const circleCode = "CIRCLE_OF_CONTRIBUTIONS";

type Chosen = Pick<Target, "id" | "title" | "unitName" | "kind">;
type Draft = { source: string; target: Chosen | null; rationale: string; weight: string };

type Props = {
  /** The objective that helps, or one of whose key results does. */
  sourceId: string;
  cycleId: string;
  onClose: () => void;
};

/** Offer what we do as help to something above or beside us. */
export function ProposePanel({ sourceId, cycleId, onClose }: Props) {
  const { t } = useLingui();
  const kinds = useEndKinds();
  const { withdraw } = useContributionDeeds();
  const { objective } = useLazyLoadQuery<ProposePanelQuery>(
    graphql`
      query ProposePanelQuery($id: ID!) {
        objective(id: $id) {
          id
          title
          unit {
            id
          }
          keyResults {
            id
            title
          }
        }
      }
    `,
    { id: sourceId },
  );
  const { draft, change, problems, failure, wasTried, setTried, end } = useForm<Draft>(
    `propose.${sourceId}`,
    () => ({ source: sourceId, target: null, rationale: "", weight: "1" }),
  );
  const { send, isUnderway } = useDeed<ProposePanelMutation>(mutation, payloadOf);
  const weight = useWeight(draft.weight);
  // A circle is about the target, but it is drawn, which takes more room than a field has.
  const isCircle = problems.some(({ code }) => code === circleCode);
  const atTarget = isCircle ? null : problemAt(problems, "target");

  const propose = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!draft.target || weight === null) return;
    const ending = await send({
      variables: {
        input: {
          idempotencyKey: draft.key,
          source: draft.source,
          target: draft.target.id,
          weight,
          rationale: draft.rationale.trim(),
        },
      },
    });
    if (!end(ending)) return;
    onClose();
    askAgain();
    const { contribution } = ending.response.proposeContribution;
    const isAgreed = contribution?.state === "AGREED";
    tell(isAgreed ? t`Linked. It counts from now on.` : t`Proposed. The other unit answers.`, {
      action: contribution ? { label: t`Undo`, run: () => void withdraw(contribution) } : undefined,
    });
  };

  if (!objective) return null;
  const taken = new Set([objective.id, ...objective.keyResults.map(({ id }) => id)]);
  const { target } = draft;
  return (
    <SidePanel title={t`Propose contribution`} onClose={onClose}>
      <Form onSubmit={propose}>
        <Field label={t`What helps`}>
          {(wiring) => (
            <select
              {...wiring}
              className={inputClass}
              value={draft.source}
              onChange={(event) => change({ source: event.target.value })}
            >
              <option value={objective.id}>{objective.title}</option>
              {objective.keyResults.map((keyResult) => (
                <option key={keyResult.id} value={keyResult.id}>
                  {t`Key result`}: {keyResult.title}
                </option>
              ))}
            </select>
          )}
        </Field>
        {target ? (
          <ChosenTarget
            label={t`What it helps`}
            about={[kinds[target.kind], target.unitName].join(" · ")}
            title={target.title}
            onChange={() => change({ target: null })}
          />
        ) : (
          <div className={styles.target}>
            <p className={styles.label}>
              <Trans>What it helps</Trans>
            </p>
            <TargetPicker
              unitId={objective.unit.id}
              cycleId={cycleId}
              taken={taken}
              onChoose={({ id, title, unitName, kind }) => change({ target: { id, title, unitName, kind } })}
            />
          </div>
        )}
        {(atTarget || (wasTried && !target)) && (
          <p className={styles.problem} role="alert">
            {atTarget ?? t`Choose what it helps.`}
          </p>
        )}
        <Field
          label={t`Why it helps`}
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
          onChange={(weight) => change({ weight })}
        />
        <ProblemList
          problems={problems}
          shownAtFields={isCircle ? ["weight", "rationale"] : ["target", "weight", "rationale"]}
          failure={failure}
        />
        <FormDeeds>
          <Button type="submit" variant="primary" disabled={isUnderway}>
            <Trans>Propose contribution</Trans>
          </Button>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
        </FormDeeds>
      </Form>
    </SidePanel>
  );
}
