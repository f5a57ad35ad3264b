import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { AnswerRequestPanel_request$key } from "../../../__generated__/AnswerRequestPanel_request.graphql";
import type { AnswerRequestPanelMutation } from "../../../__generated__/AnswerRequestPanelMutation.graphql";
import { askAgain } from "../../../lib/freshness";
import { useLocale } from "../../../lib/locale";
import { formatValue } from "../../../lib/numbers";
import { Button, buttonClass } from "../../../ui/Button";
import { SidePanel } from "../../../ui/Dialog";
import { Field, inputClass } from "../../../ui/Field";
import { Form, FormDeeds } from "../../../ui/Form";
import { tell } from "../../../ui/messages";
import { ProblemList } from "../../problems/ProblemList";
import { problemAt } from "../../problems/problems";
import { useDeed } from "../../problems/useDeed";
import { endOf, useEndKinds } from "../ends";
import { ChosenTarget } from "./ChosenTarget";
import styles from "./ChosenTarget.module.css";
import { EndSelect, useChoices } from "./EndSelect";
import { useForm } from "./useForm";
import { useRequestDeeds } from "./useRequestDeeds";
import { useWeight, WeightField } from "./WeightField";

const mutation = graphql`
  mutation AnswerRequestPanelMutation($input: AnswerContributionRequestInput!) {
    answerContributionRequest(input: $input) {
      contributionRequest {
        id
        version
        state
        contribution {
          id
          state
        }
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

const payloadOf = (response: AnswerRequestPanelMutation["response"]) => response.answerContributionRequest;
const shownAtFields = ["source", "weight", "rationale"];

type Props = { request: AnswerRequestPanel_request$key; onClose: () => void };

/** Say with what our unit helps what it was asked to help: as asked, or on other terms that they answer in turn. */
export function AnswerRequestPanel({ request, onClose }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const kinds = useEndKinds();
  const data = useFragment(
    graphql`
      fragment AnswerRequestPanel_request on ContributionRequest {
        id
        version
        weight
        rationale
        askingUnit {
          id
          name
        }
        askedUnit {
          id
          name
        }
        cycle {
          id
        }
        target {
          __typename
          ... on Moal {
            id
            title
          }
          ... on Objective {
            id
            title
          }
          ... on KeyResult {
            id
            title
            objective {
              id
            }
          }
        }
      }
    `,
    request,
  );
  const target = endOf(data.target);
  const asked = { target: target?.id ?? "", weight: formatValue(data.weight, locale) };
  const { draft, change, problems, failure, wasTried, setTried, end } = useForm(`answer.${data.id}`, () => ({
    ...asked,
    source: "",
    rationale: "",
  }));
  const { send, isUnderway } = useDeed<AnswerRequestPanelMutation>(mutation, payloadOf);
  const { reopen } = useRequestDeeds();
  const { objectives } = useChoices(data.askedUnit.id, data.cycle.id);
  const weight = useWeight(draft.weight);
  const isAsAsked = draft.target === asked.target && weight === data.weight;
  const { name } = data.askingUnit;
  const answer = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (draft.source === "" || weight === null) return;
    const ending = await send({
      variables: {
        input: {
          contributionRequest: data.id,
          expectedVersion: data.version,
          idempotencyKey: draft.key,
          source: draft.source,
          target: draft.target === asked.target ? null : draft.target,
          weight: weight === data.weight ? null : weight,
          rationale: draft.rationale.trim(),
        },
      },
    });
    if (!end(ending)) return;
    onClose();
    askAgain();
    const answered = ending.response.answerContributionRequest.contributionRequest;
    tell(
      answered?.contribution?.state === "AGREED"
        ? t`Agreed. It counts from now on.`
        : t`Answered. ${name} answers in turn.`,
      { action: answered ? { label: t`Undo`, run: () => void reopen(answered) } : undefined },
    );
  };
  const toPlanning = (
    <Link
      to="/planning"
      search={{ unit: data.askedUnit.id, cycle: data.cycle.id }}
      className={buttonClass({ variant: "plain", size: "small" })}
    >
      <Trans>Write a new objective for it</Trans>
    </Link>
  );
  return (
    <SidePanel title={t`Answer with a contribution`} onClose={onClose}>
      <Form onSubmit={answer}>
        <ChosenTarget
          label={t`What ${name} asks us to help`}
          about={[target && kinds[target.kind], name].filter(Boolean).join(" · ")}
          title={target?.title ?? ""}
        />
        {data.rationale && <p className={styles.said}>{data.rationale}</p>}
        {objectives.length === 0 ? (
          <div className={styles.target}>
            <p className={styles.label}>
              <Trans>What helps it</Trans>
            </p>
            <p>
              <Trans>We have no objectives in this cycle yet. The question waits while you write one.</Trans>
            </p>
            {toPlanning}
          </div>
        ) : (
          <div className={styles.target}>
            <EndSelect
              label={t`What helps it`}
              placeholder={t`Choose one of ours`}
              unitId={data.askedUnit.id}
              cycleId={data.cycle.id}
              value={draft.source}
              problem={
                wasTried && draft.source === "" ? t`Choose what helps.` : problemAt(problems, "source")
              }
              onChange={(source) => change({ source })}
            />
            {toPlanning}
          </div>
        )}
        <EndSelect
          label={t`What it helps (${name})`}
          unitId={data.askingUnit.id}
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
        <Field label={t`How it helps`} problem={problemAt(problems, "rationale")}>
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
        <p className={styles.about} role="status">
          {isAsAsked ? (
            <Trans>As {name} asked for it: it is agreed at once.</Trans>
          ) : (
            <Trans>Not quite what {name} asked for: they answer before it counts.</Trans>
          )}
        </p>
        <ProblemList problems={problems} shownAtFields={shownAtFields} failure={failure} />
        <FormDeeds>
          <Button type="submit" variant="primary" disabled={isUnderway}>
            <Trans>Answer</Trans>
          </Button>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
        </FormDeeds>
      </Form>
    </SidePanel>
  );
}
