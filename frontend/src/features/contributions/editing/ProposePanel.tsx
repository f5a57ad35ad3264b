import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { ProposePanelMutation } from "../../__generated__/ProposePanelMutation.graphql";
import type { ProposePanelQuery } from "../../__generated__/ProposePanelQuery.graphql";
import { askAgain } from "../../lib/freshness";
import { newKey } from "../../lib/keys";
import { useLocale } from "../../lib/locale";
import { parseDecimal } from "../../lib/numbers";
import { useDraft } from "../../lib/useDraft";
import { Button } from "../../ui/Button";
import { SidePanel } from "../../ui/Dialog";
import { Field, inputClass } from "../../ui/Field";
import { Form, FormDeeds } from "../../ui/Form";
import { tell } from "../../ui/messages";
import { ProblemList } from "../problems/ProblemList";
import { type Problem, problemAt } from "../problems/problems";
import { useDeed } from "../problems/useDeed";
import { SearchField } from "../search/SearchField";
import type { Hit } from "../search/useHits";
import { useEndKinds } from "./ends";
import styles from "./ProposePanel.module.css";
import { useWithdraw } from "./useWithdraw";

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
      }
    }
  }
`;

const payloadOf = (response: ProposePanelMutation["response"]) => response.proposeContribution;
const targetKinds = ["MOAL", "OBJECTIVE", "KEY_RESULT"] as const;
const ownFields = ["target", "weight", "rationale"];

type Target = Pick<Hit, "id" | "title" | "unitName"> & { kind: "MOAL" | "OBJECTIVE" | "KEY_RESULT" };
type Draft = { source: string; target: Target | null; rationale: string; weight: string; key: string };

type Props = { sourceId: string; cycleId: string };

/** Offer what we do as help to something above or beside us. */
export function ProposePanel({ sourceId, cycleId }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const navigate = useNavigate();
  const kinds = useEndKinds();
  const withdraw = useWithdraw();
  const { objective } = useLazyLoadQuery<ProposePanelQuery>(
    graphql`
      query ProposePanelQuery($id: ID!) {
        objective(id: $id) {
          id
          title
          keyResults {
            id
            title
          }
        }
      }
    `,
    { id: sourceId },
  );
  const blank = (): Draft => ({ source: sourceId, target: null, rationale: "", weight: "1", key: newKey() });
  const { draft, change, drop } = useDraft<Draft>(`propose.${sourceId}`, blank);
  const { send, isUnderway } = useDeed<ProposePanelMutation>(mutation, payloadOf);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const [wasTried, setTried] = useState(false);
  const weight = parseDecimal(draft.weight, locale);
  const isWeightWrong = weight === null || weight <= 0;

  const close = () =>
    void navigate({ to: ".", search: (before) => ({ ...before, propose: undefined }), resetScroll: false });

  const propose = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!draft.target || isWeightWrong) return;
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
    setProblems(ending.how === "refused" ? ending.problems : []);
    setFailure(ending.how === "failed" ? ending.words : null);
    if (ending.how === "refused") change({ key: newKey() });
    if (ending.how !== "done") return;
    drop();
    close();
    askAgain();
    const { contribution } = ending.response.proposeContribution;
    tell(t`Proposed. The other unit answers.`, {
      action: contribution
        ? { label: t`Undo`, run: () => void withdraw(contribution.id, contribution.version) }
        : undefined,
    });
  };

  const choose = (hit: Hit) => {
    if (hit.kind === "UNIT") return;
    change({ target: { id: hit.id, title: hit.title, unitName: hit.unitName, kind: hit.kind } });
  };
  if (!objective) return null;
  const ownIds = new Set([objective.id, ...objective.keyResults.map((keyResult) => keyResult.id)]);
  return (
    <SidePanel title={t`Propose contribution`} onClose={close}>
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
        {draft.target ? (
          <div className={styles.target}>
            <p className={styles.label}>
              <Trans>What it helps</Trans>
            </p>
            <p>
              <span className={styles.about}>
                {[kinds[draft.target.kind], draft.target.unitName].filter(Boolean).join(" · ")}
              </span>
              <span className={styles.title}>{draft.target.title}</span>
            </p>
            <Button size="small" variant="plain" onClick={() => change({ target: null })}>
              <Trans>Choose another</Trans>
            </Button>
          </div>
        ) : (
          <div className={styles.target}>
            <p className={styles.label}>
              <Trans>What it helps</Trans>
            </p>
            <SearchField
              label={t`Search Moals, objectives and key results`}
              placeholder={t`Moal, objective or key result`}
              kinds={targetKinds}
              cycle={cycleId}
              exclude={(hit) => ownIds.has(hit.id)}
              onChoose={choose}
            />
          </div>
        )}
        {wasTried && !draft.target && (
          <p className={styles.problem} role="alert">
            <Trans>Choose what it helps.</Trans>
          </p>
        )}
        {problemAt(problems, "target") && (
          <p className={styles.problem} role="alert">
            {problemAt(problems, "target")}
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
        <Field
          label={t`Weight`}
          hint={t`Beside the others that help the same: 2 counts twice as much as 1.`}
          problem={wasTried && isWeightWrong ? t`A number above zero.` : problemAt(problems, "weight")}
        >
          {(wiring) => (
            <input
              {...wiring}
              className={inputClass}
              inputMode="decimal"
              value={draft.weight}
              onChange={(event) => change({ weight: event.target.value })}
            />
          )}
        </Field>
        <ProblemList problems={problems} shownAtFields={ownFields} failure={failure} />
        <FormDeeds>
          <Button type="submit" variant="primary" disabled={isUnderway}>
            <Trans>Propose contribution</Trans>
          </Button>
          <Button onClick={close}>
            <Trans>Cancel</Trans>
          </Button>
        </FormDeeds>
      </Form>
    </SidePanel>
  );
}
