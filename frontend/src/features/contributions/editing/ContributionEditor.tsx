import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import { Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { ContributionEditor_objective$key } from "../../../__generated__/ContributionEditor_objective.graphql";
import { useEditedField } from "../../../lib/edits/useEdits";
import { Button } from "../../../ui/Button";
import { sizes } from "../../../ui/tokens";
import { EditedText } from "../../edits/EditedText";
import { useObjectiveRecord } from "../../objectives/editing/useObjectiveRecord";
import { useRights } from "../../units/useRights";
import { AskForContribution } from "./AskForContribution";
import styles from "./ContributionEditor.module.css";
import { RequestsMade } from "./RequestsMade";
import { UpwardLink } from "./UpwardLink";

const ProposePanel = lazy(() =>
  import("./ProposePanel").then((module) => ({ default: module.ProposePanel })),
);

type Props = {
  objective: ContributionEditor_objective$key;
  /** Nothing can be changed here: the set is over, or it isn't the person's to write. */
  isLocked: boolean;
};

/** What an objective and its key results help above, or why it stands alone; and whom it asks for help from below. */
export function ContributionEditor({ objective, isLocked }: Props) {
  const { t } = useLingui();
  const [open, setOpen] = useState<"propose" | "ask" | null>(null);
  const data = useFragment(
    graphql`
      fragment ContributionEditor_objective on Objective {
        id
        title
        unit {
          id
        }
        cycle {
          id
          state
        }
        okrSet {
          state
        }
        contributesTo(states: [PROPOSED, AGREED, DECLINED]) {
          id
          state
          ...UpwardLink_contribution
        }
        ...RequestsMade_objective
        ...useObjectiveRecord_objective
      }
    `,
    objective,
  );
  const rights = useRights(data.unit.id);
  // Links are made and answered until the set is reviewed, also when its words are committed to.
  const isOver = ["REVIEWED", "CLOSED"].includes(data.okrSet.state) || data.cycle.state === "CLOSED";
  const isAlone = data.contributesTo.every(({ state }) => state === "DECLINED");
  const mayAnswer = !isOver && rights.includes("CONSENT");
  // Who drafts from above helps to write, but doesn't speak for the unit; the server says so if it comes to that.
  const mayPropose = mayAnswer || (!isOver && rights.includes("DRAFT_OKRS"));
  const close = () => setOpen(null);
  return (
    <div className={styles.editor}>
      {data.contributesTo.length > 0 && (
        <ul className={styles.links} aria-label={t`What “${data.title}” contributes to`}>
          {data.contributesTo.map((contribution) => (
            <UpwardLink key={contribution.id} contribution={contribution} mayAnswer={mayAnswer} />
          ))}
        </ul>
      )}
      {isAlone && <StandsAlone objective={data} isLocked={isLocked} />}
      {mayPropose && (
        <p className={styles.deeds}>
          <Button
            size="small"
            variant="plain"
            aria-label={t`Propose contribution: ${data.title}`}
            onClick={() => setOpen("propose")}
          >
            <Plus size={sizes.icon} aria-hidden="true" />
            <Trans>Propose contribution</Trans>
          </Button>
          <Button
            size="small"
            variant="plain"
            aria-label={t`Ask a unit to contribute: ${data.title}`}
            onClick={() => setOpen("ask")}
          >
            <Trans>Ask a unit to contribute …</Trans>
          </Button>
        </p>
      )}
      <RequestsMade objective={data} mayWithdraw={mayPropose} />
      <Suspense fallback={<span className="visually-hidden">{t`Opening the form`}</span>}>
        {open === "propose" && <ProposePanel sourceId={data.id} cycleId={data.cycle.id} onClose={close} />}
        {open === "ask" && <AskForContribution targetId={data.id} cycleId={data.cycle.id} onDone={close} />}
      </Suspense>
    </div>
  );
}

function StandsAlone({
  objective,
  isLocked,
}: {
  objective: Parameters<typeof useObjectiveRecord>[0];
  isLocked: boolean;
}) {
  const { t } = useLingui();
  const record = useObjectiveRecord(objective);
  const reason = useEditedField(record, "standsAloneReason", { words: t`Say why it stands alone` });
  if (isLocked) {
    return (
      <p className={styles.none}>
        {reason.saved ? (
          <Trans>Stands alone: {reason.saved}</Trans>
        ) : (
          <Trans>Contributes to nothing yet</Trans>
        )}
      </p>
    );
  }
  return (
    <div className={styles.alone}>
      <p className={styles.none}>
        <Trans>Contributes to nothing yet. Propose what it helps, or say why it stands alone:</Trans>
      </p>
      <EditedText
        field={reason}
        label={t`Why it stands alone`}
        placeholder={t`It stands alone because …`}
        isLine
      />
    </div>
  );
}
