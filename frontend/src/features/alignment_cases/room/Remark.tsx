import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { graphql } from "react-relay/hooks";
import type { RemarkMutation } from "../../../__generated__/RemarkMutation.graphql";
import { newKey } from "../../../lib/keys";
import { useDraft } from "../../../lib/useDraft";
import { Button } from "../../../ui/Button";
import { Field, inputClass } from "../../../ui/Field";
import { ProblemList } from "../../problems/ProblemList";
import { type Problem, problemAt } from "../../problems/problems";
import { useDeed } from "../../problems/useDeed";
import styles from "./Remark.module.css";
import { SpeakFor } from "./SpeakFor";
import "./texts";

const mutation = graphql`
  mutation RemarkMutation($input: RemarkInCaseInput!) {
    remarkInCase(input: $input) {
      alignmentCase {
        ...CaseRoom_case
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
const payloadOf = (response: RemarkMutation["response"]) => response.remarkInCase;

type Unit = { readonly id: string; readonly name: string };

/** Say something in the room, for one's unit. */
export function Remark({ caseId, units }: { caseId: string; units: readonly Unit[] }) {
  const { t } = useLingui();
  const { draft, change, drop } = useDraft(`case.${caseId}.remark`, () => ({
    said: "",
    unit: units[0]?.id ?? "",
    key: newKey(),
  }));
  const { send, isUnderway } = useDeed<RemarkMutation>(mutation, payloadOf);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const say = async (event: FormEvent) => {
    event.preventDefault();
    const said = draft.said.trim();
    if (said === "" || isUnderway) return;
    setFailure(null);
    const ending = await send({
      variables: {
        input: { case: caseId, unit: draft.unit, said, idempotencyKey: draft.key },
      },
    });
    setProblems(ending.how === "refused" ? ending.problems : []);
    if (ending.how === "failed") setFailure(ending.words);
    if (ending.how !== "done") return;
    drop();
    change({ said: "", key: newKey() });
  };
  return (
    <form noValidate className={styles.remark} onSubmit={(event) => void say(event)}>
      <SpeakFor units={units} value={draft.unit} onChange={(unit) => change({ unit })} />
      <Field label={t`Say something`} problem={problemAt(problems, "said")}>
        {(wiring) => (
          <textarea
            {...wiring}
            className={inputClass}
            rows={2}
            value={draft.said}
            onChange={(event) => change({ said: event.target.value, key: newKey() })}
          />
        )}
      </Field>
      <ProblemList problems={problems} shownAtFields={["said"]} failure={failure} />
      <Button type="submit" size="small" disabled={isUnderway}>
        <Trans>Say it</Trans>
      </Button>
    </form>
  );
}
