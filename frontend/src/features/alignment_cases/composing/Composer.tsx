import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { graphql } from "react-relay/hooks";
import type { ComposerMutation } from "../../../__generated__/ComposerMutation.graphql";
import { Button } from "../../../ui/Button";
import { tell } from "../../../ui/messages";
import { ProblemList } from "../../problems/ProblemList";
import type { Problem } from "../../problems/problems";
import { useDeed } from "../../problems/useDeed";
import type { UnitLine } from "./ChangeFields";
import { ChangeList } from "./ChangeList";
import styles from "./Composer.module.css";
import type { ObjectiveLine } from "./changes";
import { type Current, isOvertaken, saysTheSame } from "./composed";
import { effectInputs } from "./inputs";
import { OutcomeChoice } from "./OutcomeChoice";
import { Overtaken } from "./Overtaken";
import { PreviewPane } from "./PreviewPane";
import { UnitSelect } from "./Selects";
import { TermFields } from "./TermFields";
import "./texts";
import { useComposed } from "./useComposed";
import { usePreviewOfComposed } from "./usePreviewOfComposed";
import { WhichStays } from "./WhichStays";

const mutation = graphql`
  mutation ComposerMutation($input: ProposeInCaseInput!) {
    proposeInCase(input: $input) {
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

const payloadOf = (response: ComposerMutation["response"]) => response.proposeInCase;
const shownAtFields = ["outcome", "said", "lookAgainOn"];

type Props = {
  caseId: string;
  version: number;
  /** The last day of the cycle. */
  lastDay: string;
  /** What is up for signature, and whose it is. */
  current: Current | null;
  currentUnit: string | null;
  /** What the case is about. */
  subjects: readonly ObjectiveLine[];
  /** All that can be changed. */
  objectives: readonly ObjectiveLine[];
  /** All who take part. */
  units: readonly UnitLine[];
  /** Those for whom one may speak. */
  ownUnits: readonly UnitLine[];
  /** Those for whom one may sign. */
  signsFor: ReadonlySet<string>;
  onClose: () => void;
};

/** Propose an outcome, or something else than what is up for signature, with what it would change beside it. */
export function Composer(props: Props) {
  const { t } = useLingui();
  const { caseId, version, current, subjects, objectives, ownUnits } = props;
  const composed = useComposed({ caseId, current, subjects, objectives, ownUnits });
  const { draft, edit } = composed;
  const { send, isUnderway } = useDeed<ComposerMutation>(mutation, payloadOf);
  const looked = usePreviewOfComposed(caseId, version, draft.outcome, draft.changes, objectives);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const [wasTried, setTried] = useState(false);
  const overtaken = isOvertaken(draft, current);
  const isSame = current !== null && !overtaken && saysTheSame(draft, current);
  const signer = props.signsFor.has(draft.unit) ? ownUnits.find(({ id }) => id === draft.unit) : undefined;

  const propose = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (draft.outcome === null || !looked.isComplete || overtaken || isSame) return;
    setFailure(null);
    const input = {
      case: caseId,
      unit: draft.unit,
      expectedVersion: version,
      idempotencyKey: draft.key,
      outcome: draft.outcome,
      effects: effectInputs(draft.changes, objectives),
      lookAgainOn: draft.lookAgainOn || null,
      said: draft.said.trim(),
      signs: draft.signs && signer !== undefined,
    };
    const ending = await send({ variables: { input } });
    setProblems(ending.how === "refused" ? ending.problems : []);
    if (ending.how === "failed") setFailure(ending.words);
    if (ending.how === "refused") edit({});
    if (ending.how !== "done") return;
    composed.drop();
    props.onClose();
    tell(t`Proposed. The others sign it, or propose something else.`);
  };

  return (
    <form noValidate className={styles.composer} onSubmit={(event) => void propose(event)}>
      {overtaken && (
        <Overtaken
          unit={props.currentUnit ?? ""}
          onTheirs={composed.startFromTheirs}
          onOurs={composed.keepMine}
        />
      )}
      <div className={styles.sides}>
        <div className={styles.form}>
          {ownUnits.length > 1 && (
            <UnitSelect
              label={t`We speak for`}
              units={ownUnits}
              value={draft.unit}
              problem={null}
              onChange={(unit) => edit({ unit })}
            />
          )}
          <OutcomeChoice
            value={draft.outcome}
            problem={wasTried && draft.outcome === null ? t`Choose what you agree on.` : null}
            onChoose={composed.choose}
          />
          {composed.asksWhichStays && (
            <WhichStays
              outcome={draft.outcome}
              objectives={subjects}
              value={draft.stays}
              onChange={composed.chooseWhichStays}
            />
          )}
          {draft.outcome !== null && (
            <ChangeList
              changes={draft.changes}
              objectives={objectives}
              units={props.units}
              lastDay={props.lastDay}
              wasTried={wasTried}
              problemsOf={looked.problemsOf}
              onChange={(changes) => edit({ changes })}
            />
          )}
          <TermFields draft={draft} problems={problems} signer={signer?.name ?? null} onChange={edit} />
        </div>
        <div className={styles.preview}>{draft.outcome !== null && <PreviewPane {...looked} />}</div>
      </div>
      {isSame && (
        <p className={styles.hint} role="status">
          {t`This is up for signature already: sign it, or change something.`}
        </p>
      )}
      <ProblemList problems={problems} shownAtFields={shownAtFields} failure={failure} />
      <div className={styles.deeds}>
        <Button type="submit" variant="primary" disabled={isUnderway || overtaken}>
          <Trans>Propose it</Trans>
        </Button>
        <Button onClick={props.onClose}>
          <Trans>Close; the draft is kept</Trans>
        </Button>
      </div>
    </form>
  );
}
