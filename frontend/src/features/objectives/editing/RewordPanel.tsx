import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { RewordPanel_objective$key } from "../../../__generated__/RewordPanel_objective.graphql";
import type { RewordPanelMutation } from "../../../__generated__/RewordPanelMutation.graphql";
import { askAgain } from "../../../lib/freshness";
import { newKey } from "../../../lib/keys";
import { useDraft } from "../../../lib/useDraft";
import { Button } from "../../../ui/Button";
import { SidePanel } from "../../../ui/Dialog";
import { Field, inputClass } from "../../../ui/Field";
import { Form, FormDeeds } from "../../../ui/Form";
import { tell } from "../../../ui/messages";
import { Segmented } from "../../../ui/Segmented";
import { ProblemList } from "../../problems/ProblemList";
import { type Problem, problemAt } from "../../problems/problems";
import { useDeed } from "../../problems/useDeed";
import styles from "./RewordPanel.module.css";
import "./texts";

const mutation = graphql`
  mutation RewordPanelMutation($input: ReviseObjectiveInput!) {
    reviseObjective(input: $input) {
      objective {
        okrSet {
          id
          ...PlannedSet_okrSet
        }
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

const payloadOf = (response: RewordPanelMutation["response"]) => response.reviseObjective;
const ownFields = ["title", "why", "reason"];

type Kind = "COMMITTED" | "ASPIRATIONAL";

/** What somebody changed; what they did not touch follows the record. */
type Draft = {
  readonly changes: { readonly title?: string; readonly why?: string; readonly kind?: Kind };
  readonly reason: string;
  readonly key: string;
};

type Props = { objective: RewordPanel_objective$key; onClose: () => void };

/** An objective that the unit has committed to is put into other words for a reason, which everybody sees. */
export function RewordPanel({ objective, onClose }: Props) {
  const { t } = useLingui();
  const data = useFragment(
    graphql`
      fragment RewordPanel_objective on Objective {
        id
        version
        title
        why
        kind
      }
    `,
    objective,
  );
  const blank = (): Draft => ({ changes: {}, reason: "", key: newKey() });
  const { draft, change, drop } = useDraft<Draft>(`reword.${data.id}`, blank);
  const { send, isUnderway } = useDeed<RewordPanelMutation>(mutation, payloadOf);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const [wasTried, setTried] = useState(false);
  const put = (changes: Draft["changes"]) => {
    setProblems([]);
    change({ changes: { ...draft.changes, ...changes } });
  };
  const title = draft.changes.title ?? data.title;
  const why = draft.changes.why ?? data.why;
  const kind = draft.changes.kind ?? (data.kind as Kind);
  const isReasonMissing = draft.reason.trim() === "";
  const isUnchanged = title === data.title && why === data.why && kind === data.kind;

  const reword = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isReasonMissing || isUnchanged) return;
    const input = {
      idempotencyKey: draft.key,
      objective: data.id,
      expectedVersion: data.version,
      reason: draft.reason.trim(),
      ...draft.changes,
    };
    const ending = await send({ variables: { input } });
    setProblems(ending.how === "refused" ? ending.problems : []);
    setFailure(ending.how === "failed" ? ending.words : null);
    if (ending.how === "refused") {
      change({ key: newKey() });
      // Somebody else was first: what they changed comes in, and what was changed here stays.
      if (ending.problems.some(({ code }) => code === "STALE_VERSION")) askAgain();
    }
    if (ending.how !== "done") return;
    drop();
    tell(t`Changed. The reason stays with it.`);
    onClose();
  };

  return (
    <SidePanel title={t`Change an objective that we have committed to`} onClose={onClose}>
      <Form onSubmit={(event) => void reword(event)}>
        <p className={styles.about}>
          <Trans>We committed to this. What changes now stays visible to everybody, with the reason.</Trans>
        </p>
        <Field label={t`Objective`} problem={problemAt(problems, "title")}>
          {(wiring) => (
            <textarea
              {...wiring}
              data-autofocus
              className={inputClass}
              rows={2}
              value={title}
              onChange={(event) => put({ title: event.target.value })}
            />
          )}
        </Field>
        <Field label={t`Why it matters`} problem={problemAt(problems, "why")}>
          {(wiring) => (
            <textarea
              {...wiring}
              className={inputClass}
              rows={3}
              value={why}
              onChange={(event) => put({ why: event.target.value })}
            />
          )}
        </Field>
        <Segmented<Kind>
          label={t`What counts as a success`}
          value={kind}
          options={[
            { value: "COMMITTED", label: t`Committed` },
            { value: "ASPIRATIONAL", label: t`Aspirational` },
          ]}
          onChange={(chosen) => put({ kind: chosen })}
        />
        <Field
          label={t`Why it changes`}
          problem={wasTried && isReasonMissing ? t`Say why, in a sentence.` : problemAt(problems, "reason")}
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
        {wasTried && isUnchanged && (
          <p className={styles.problem} role="alert">
            <Trans>Nothing is changed yet.</Trans>
          </p>
        )}
        <ProblemList problems={problems} shownAtFields={ownFields} failure={failure} />
        <FormDeeds>
          <Button type="submit" variant="primary" disabled={isUnderway}>
            <Trans>Change with this reason</Trans>
          </Button>
          <Button
            onClick={() => {
              drop();
              onClose();
            }}
          >
            <Trans>Leave it as it is</Trans>
          </Button>
        </FormDeeds>
      </Form>
    </SidePanel>
  );
}
