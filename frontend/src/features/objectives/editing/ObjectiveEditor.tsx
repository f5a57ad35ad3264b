import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { ChevronDown, History, PencilLine, Trash2 } from "lucide-react";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { ObjectiveEditor_objective$key } from "../../../__generated__/ObjectiveEditor_objective.graphql";
import { useEditedField } from "../../../lib/edits/useEdits";
import { Chip } from "../../../ui/Chip";
import { IconButton, iconButtonClass } from "../../../ui/IconButton";
import { Menu } from "../../../ui/Menu";
import { sizes } from "../../../ui/tokens";
import { CommentButton } from "../../comments/CommentButton";
import { ContributionEditor } from "../../contributions/editing/ContributionEditor";
import { DependencyEditor } from "../../dependencies/editing/DependencyEditor";
import { EditedText } from "../../edits/EditedText";
import { FieldNotes } from "../../edits/FieldNotes";
import { WordingHints } from "../../hints/WordingHints";
import styles from "./ObjectiveEditor.module.css";
import { ProofList } from "./ProofList";
import "./texts";
import { useObjectiveRecord } from "./useObjectiveRecord";

const RewordPanel = lazy(() => import("./RewordPanel").then((module) => ({ default: module.RewordPanel })));
const Suggestions = lazy(() =>
  import("../../overlaps/suggestions/Suggestions").then((module) => ({ default: module.Suggestions })),
);

type Props = {
  /** Null for one that is still to be created. */
  objective: ObjectiveEditor_objective$key | null;
  /** What the edits call that one. */
  firstName: string;
  isLocked: boolean;
  /** The unit has committed to it, and the person may change it for a reason. */
  mayReword: boolean;
  /** What it is moved by. */
  handle: ReactNode;
  onDrop: (title: string) => void;
};

/** An objective, edited where it stands: its words, what it contributes to, what proves it, what it waits for. */
export function ObjectiveEditor({ objective, firstName, isLocked, mayReword, handle, onDrop }: Props) {
  const { t } = useLingui();
  const data = useFragment(
    graphql`
      fragment ObjectiveEditor_objective on Objective {
        id
        commentCount
        ...useObjectiveRecord_objective
        ...WordingHints_objective
        ...ContributionEditor_objective
        ...ProofList_objective
        ...DependencyEditor_objective
        ...RewordPanel_objective
      }
    `,
    objective,
  );
  const record = useObjectiveRecord(data ?? null, firstName);
  const title = useEditedField(record, "title", { words: t`Reword the objective` });
  const why = useEditedField(record, "why", { words: t`Reword why` });
  const kind = useEditedField(record, "kind", { words: t`Change what counts as a success` });
  const [isRewording, setRewording] = useState(false);
  const kindWords = { COMMITTED: t`Committed`, ASPIRATIONAL: t`Aspirational` };
  const name = title.value || t`the new objective`;
  return (
    <article id={record.id} tabIndex={-1} className={styles.objective} aria-label={name}>
      <div className={styles.head}>
        <span className={styles.handle}>{handle}</span>
        <div className={styles.words}>
          <div className={styles.kind}>
            {isLocked ? (
              <Chip>{kindWords[kind.value]}</Chip>
            ) : (
              <Menu
                label={t`What counts as a success: ${kindWords[kind.value]}`}
                className={styles.kindButton}
                align="start"
                shown={
                  <>
                    <Chip>{kindWords[kind.value]}</Chip>
                    <ChevronDown size={sizes.icon} aria-hidden="true" />
                  </>
                }
                groups={[
                  {
                    id: "kinds",
                    items: [
                      {
                        id: "COMMITTED",
                        label: kindWords.COMMITTED,
                        about: t`All of it is to be reached.`,
                        isChosen: kind.value === "COMMITTED",
                        onChoose: () => kind.choose("COMMITTED"),
                      },
                      {
                        id: "ASPIRATIONAL",
                        label: kindWords.ASPIRATIONAL,
                        about: t`Bold: about 0.7 of it is a success.`,
                        isChosen: kind.value === "ASPIRATIONAL",
                        onChoose: () => kind.choose("ASPIRATIONAL"),
                      },
                    ],
                  },
                ]}
              />
            )}
            <FieldNotes
              id={`${record.id}-kind`}
              field={kind}
              label={t`What counts as a success`}
              say={(value) => kindWords[value]}
            />
          </div>
          <EditedText
            field={title}
            label={t`Objective`}
            placeholder={t`What we want to reach`}
            look="title"
            isLine
            isLocked={isLocked}
          />
          {(!isLocked || why.value) && (
            <div className={styles.why}>
              <EditedText
                field={why}
                label={t`Why “${name}”`}
                placeholder={t`Why it matters`}
                isLocked={isLocked}
              />
            </div>
          )}
        </div>
        <div className={styles.deeds}>
          {data && <CommentButton nodeId={data.id} count={data.commentCount} />}
          {data && (
            <Link
              to="/objectives/$objectiveId"
              params={{ objectiveId: data.id }}
              className={iconButtonClass}
              aria-label={t`All about “${name}”`}
            >
              <History size={sizes.icon} aria-hidden="true" />
            </Link>
          )}
          {mayReword && (
            <IconButton label={t`Change “${name}” with a reason`} onClick={() => setRewording(true)}>
              <PencilLine size={sizes.icon} aria-hidden="true" />
            </IconButton>
          )}
          {!isLocked && (
            <IconButton label={t`Drop the objective “${name}”`} onClick={() => onDrop(name)}>
              <Trash2 size={sizes.icon} aria-hidden="true" />
            </IconButton>
          )}
        </div>
      </div>
      {data && isRewording && (
        <Suspense>
          <RewordPanel objective={data} onClose={() => setRewording(false)} />
        </Suspense>
      )}
      {data && (
        <div className={styles.parts}>
          {(!isLocked || mayReword) && <WordingHints node={data} />}
          <ContributionEditor objective={data} isLocked={isLocked} />
          <ProofList objective={data} title={name} isLocked={isLocked} />
          <DependencyEditor objective={data} />
          {!isLocked && (
            <Suspense>
              <Suggestions objectiveId={data.id} />
            </Suspense>
          )}
        </div>
      )}
    </article>
  );
}
