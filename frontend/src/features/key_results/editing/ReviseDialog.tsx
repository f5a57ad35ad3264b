import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { graphql } from "react-relay/hooks";
import "./texts";
import type { ReviseDialogMutation } from "../../../__generated__/ReviseDialogMutation.graphql";
import { askAgain } from "../../../lib/freshness";
import { newKey } from "../../../lib/keys";
import { useDraft } from "../../../lib/useDraft";
import { Button } from "../../../ui/Button";
import { SidePanel } from "../../../ui/Dialog";
import { Field, inputClass } from "../../../ui/Field";
import { Form, FormDeeds } from "../../../ui/Form";
import { tell } from "../../../ui/messages";
import { ProblemList } from "../../problems/ProblemList";
import { isAbout, type Problem, problemAt } from "../../problems/problems";
import { useDeed } from "../../problems/useDeed";
import type { Control, DefinitionControls } from "./controls";
import { DefinitionFields } from "./DefinitionFields";
import { asMeasured, type DefinitionField } from "./definitions";
import { isSame, type KeyResultFields, type SeenKeyResult } from "./keyResultEdits";
import styles from "./ReviseDialog.module.css";
import { WeightField } from "./WeightField";
import { useSentence } from "./words";

const mutation = graphql`
  mutation ReviseDialogMutation($input: ReviseKeyResultInput!) {
    reviseKeyResult(input: $input) {
      keyResult {
        ...keyResultEdits_keyResult
        ...KeyResultEditor_keyResult
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

const payloadOf = (response: ReviseDialogMutation["response"]) => response.reviseKeyResult;
const definitionFields = [
  "kind",
  "metric",
  "baseline",
  "target",
  "stretch",
  "bandLow",
  "bandHigh",
  "steps",
] as const;
const ownFields = [...definitionFields, "title", "weight", "reason"];

/** What somebody changed; what they did not touch follows the record. */
type Draft = { changes: Partial<KeyResultFields>; reason: string; key: string };

type Props = { seen: SeenKeyResult; unitId: string; cycleId: string; onClose: () => void };

/** A key result that the unit has committed to changes for a reason, and everybody sees both. */
export function ReviseDialog({ seen, unitId, cycleId, onClose }: Props) {
  const { t } = useLingui();
  const say = useSentence();
  const blank = (): Draft => ({ changes: {}, reason: "", key: newKey() });
  const { draft, change, drop } = useDraft<Draft>(`revise.${seen.id}`, blank);
  const { send, isUnderway } = useDeed<ReviseDialogMutation>(mutation, payloadOf);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const [wasTried, setTried] = useState(false);
  const fields: KeyResultFields = { ...seen.fields, ...draft.changes };
  const changed = Object.keys(fields).filter(
    (name) => !isSame(fields[name as keyof KeyResultFields], seen.fields[name as keyof KeyResultFields]),
  );
  const isRedefined = definitionFields.some((name) => changed.includes(name));
  const isReasonMissing = draft.reason.trim() === "";

  const put = (part: Partial<KeyResultFields>) => {
    setProblems([]);
    change({ changes: { ...draft.changes, ...part } });
  };
  const controlOf = <Name extends keyof KeyResultFields>(name: Name): Control<KeyResultFields[Name]> => {
    const about = problems.filter((problem) => isAboutField(problem, name));
    const set = (value: KeyResultFields[Name]) => put({ [name]: value } as Partial<KeyResultFields>);
    return {
      value: fields[name],
      change: set,
      choose: set,
      isInvalid: about.length > 0,
      notes:
        about.length === 0
          ? null
          : (id) => (
              <p id={id} className={styles.problem}>
                {about.map(({ message, remedy }) => `${message} ${remedy}`).join(" ")}
              </p>
            ),
    };
  };
  const controls = Object.fromEntries(
    definitionFields.map((name: DefinitionField) => [name, controlOf(name)]),
  ) as unknown as DefinitionControls;

  const revise = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isReasonMissing || changed.length === 0) return;
    const ending = await send({
      variables: {
        input: {
          idempotencyKey: draft.key,
          keyResult: seen.id,
          expectedVersion: seen.version,
          reason: draft.reason.trim(),
          ...(changed.includes("title") && { title: fields.title }),
          ...(changed.includes("weight") && { weight: fields.weight }),
          ...(isRedefined && { measured: asMeasured(fields) }),
        },
      },
    });
    setProblems(ending.how === "refused" ? ending.problems : []);
    setFailure(ending.how === "failed" ? ending.words : null);
    // The key belongs to what was sent; what is changed after a refusal is another deed.
    if (ending.how === "refused") {
      change({ key: newKey() });
      // Somebody else was first: what they changed comes in, and what was changed here stands beside it.
      if (ending.problems.some(({ code }) => code === "STALE_VERSION")) askAgain();
    }
    if (ending.how !== "done") return;
    drop();
    tell(t`Changed. The reason stays with it.`);
    onClose();
  };

  return (
    <SidePanel title={t`Change a key result that we have committed to`} onClose={onClose}>
      <Form onSubmit={revise}>
        <p className={styles.about}>
          <Trans>We committed to this. What changes now stays visible to everybody, with the reason.</Trans>
        </p>
        <p className={styles.before}>
          <Trans>Until now: {say(seen.fields)}</Trans>
        </p>
        <Field label={t`Key result`} problem={problemAt(problems, "title")}>
          {(wiring) => (
            <textarea
              {...wiring}
              className={inputClass}
              rows={2}
              value={fields.title}
              onChange={(event) => put({ title: event.target.value })}
            />
          )}
        </Field>
        <DefinitionFields
          name={`revise.${seen.id}`}
          controls={controls}
          unitId={unitId}
          cycleId={cycleId}
          keepsKind
        />
        <WeightField control={controlOf("weight")} keepAs={`revise.${seen.id}.weight`} />
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
        {wasTried && changed.length === 0 && (
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

function isAboutField(problem: Problem, name: string): boolean {
  const [first = ""] = (problem.field ?? "").split(".");
  if (name === "metric") return ["metric", "metricId", "newMetric"].includes(first);
  return first === name || isAbout(problem, name);
}
