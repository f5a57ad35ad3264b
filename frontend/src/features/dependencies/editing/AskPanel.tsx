import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { useRelayEnvironment } from "react-relay/hooks";
import "./texts";
import type { dependencyDeedsRequestMutation } from "../../../__generated__/dependencyDeedsRequestMutation.graphql";
import type { dependencyDeedsWithdrawMutation } from "../../../__generated__/dependencyDeedsWithdrawMutation.graphql";
import { askAgain } from "../../../lib/freshness";
import { newKey } from "../../../lib/keys";
import { useDraft } from "../../../lib/useDraft";
import { Button } from "../../../ui/Button";
import { SidePanel } from "../../../ui/Dialog";
import { Field, inputClass } from "../../../ui/Field";
import { Form, FormDeeds } from "../../../ui/Form";
import { tell } from "../../../ui/messages";
import { ProblemList } from "../../problems/ProblemList";
import { type Problem, useFailureWords } from "../../problems/problems";
import { sendDeed } from "../../problems/sendDeed";
import { SearchField } from "../../search/SearchField";
import type { Hit } from "../../search/useHits";
import { type AskedFor, AskFields, isAskable } from "./AskFields";
import styles from "./AskPanel.module.css";
import { requestDependency, withdrawDependency } from "./dependencyDeeds";

type Consumer = {
  readonly id: string;
  readonly title: string;
  readonly keyResults: readonly { readonly id: string; readonly title: string }[];
};

type Props = {
  /** The objective that needs something. */
  objective: Consumer;
  unitId: string;
  cycleId: string;
  /** The last day of the cycle: the latest that helps in it. */
  cycleEndsOn: string;
  /** Nobody but the unit and those above see it yet, nor what it asks for. */
  isDraft: boolean;
  onClose: () => void;
};

type Asked = {
  readonly id: string;
  readonly title: string;
  readonly unitName: string | null;
  readonly isUnit: boolean;
};

type Draft = AskedFor & { consumer: string; asked: Asked | null; key: string };

const kinds = ["UNIT", "OBJECTIVE", "KEY_RESULT"] as const;
const ownFields = ["what", "neededBy", "fallback"];

/** Ask another unit for something that an objective needs. */
export function AskPanel({ objective, unitId, cycleId, cycleEndsOn, isDraft, onClose }: Props) {
  const { t } = useLingui();
  const environment = useRelayEnvironment();
  const failureWords = useFailureWords();
  const { draft, change, drop } = useDraft<Draft>(`ask.${objective.id}`, () => ({
    consumer: objective.id,
    asked: null,
    what: "",
    neededBy: "",
    kind: "SLOWS",
    fallback: "",
    key: newKey(),
  }));
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const [isUnderway, setUnderway] = useState(false);
  const [wasTried, setTried] = useState(false);
  const { asked } = draft;
  const ownIds = new Set([unitId, objective.id, ...objective.keyResults.map(({ id }) => id)]);

  const withdraw = async (dependency: string, expectedVersion: number) => {
    const input = { dependency, expectedVersion, idempotencyKey: newKey() };
    await sendDeed<dependencyDeedsWithdrawMutation>(environment, withdrawDependency, { input });
    askAgain();
  };
  const send = async () => {
    if (!asked) return;
    const input = {
      idempotencyKey: draft.key,
      consumer: draft.consumer,
      providerUnit: asked.isUnit ? asked.id : null,
      provider: asked.isUnit ? null : asked.id,
      what: draft.what.trim(),
      neededBy: draft.neededBy,
      kind: draft.kind,
      fallback: draft.fallback.trim(),
    };
    const answer = await sendDeed<dependencyDeedsRequestMutation>(environment, requestDependency, { input });
    const { dependency, problems: refused } = answer.requestDependency;
    setProblems(refused);
    // The key belongs to what was sent; what is changed after a refusal is another request.
    if (refused.length > 0) change({ key: newKey() });
    if (!dependency || refused.length > 0) return;
    drop();
    onClose();
    askAgain();
    const unit = asked.isUnit ? asked.title : (asked.unitName ?? "");
    tell(isDraft ? t`Noted. ${unit} sees it once your OKRs are proposed.` : t`Asked. ${unit} answers.`, {
      action: {
        label: t`Undo`,
        run: () => void withdraw(dependency.id, dependency.version).catch(() => {}),
      },
    });
  };
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!asked || !isAskable(draft)) return;
    setUnderway(true);
    setFailure(null);
    await send()
      .catch((error) => setFailure(failureWords(error)))
      .finally(() => setUnderway(false));
  };
  const choose = (hit: Hit) =>
    change({
      asked: { id: hit.id, title: hit.title, unitName: hit.unitName, isUnit: hit.kind === "UNIT" },
    });

  return (
    <SidePanel title={t`Ask another unit for something`} onClose={onClose}>
      <Form onSubmit={(event) => void onSubmit(event)}>
        <Field label={t`What needs it`}>
          {(wiring) => (
            <select
              {...wiring}
              className={inputClass}
              value={draft.consumer}
              onChange={(event) => change({ consumer: event.target.value })}
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
        <div className={styles.asked}>
          <p className={styles.label}>
            <Trans>Who is asked</Trans>
          </p>
          {asked ? (
            <p className={styles.chosen}>
              <span>{asked.isUnit ? asked.title : `${asked.unitName ?? ""}: ${asked.title}`}</span>
              <Button size="small" variant="plain" onClick={() => change({ asked: null })}>
                <Trans>Ask somebody else</Trans>
              </Button>
            </p>
          ) : (
            <SearchField
              label={t`Search units, or their objectives and key results`}
              placeholder={t`Unit, objective or key result`}
              kinds={kinds}
              cycle={cycleId}
              exclude={(hit) => ownIds.has(hit.id)}
              onChoose={choose}
            />
          )}
          {wasTried && !asked && (
            <p className={styles.problem} role="alert">
              <Trans>Choose who is asked.</Trans>
            </p>
          )}
        </div>
        <AskFields
          values={draft}
          onChange={change}
          problems={problems}
          wasTried={wasTried}
          cycleEndsOn={cycleEndsOn}
        />
        <ProblemList problems={problems} shownAtFields={ownFields} failure={failure} />
        <FormDeeds>
          <Button type="submit" variant="primary" disabled={isUnderway}>
            <Trans>Ask for it</Trans>
          </Button>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
        </FormDeeds>
      </Form>
    </SidePanel>
  );
}
