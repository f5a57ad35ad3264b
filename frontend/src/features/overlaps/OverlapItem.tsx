import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import { Ellipsis, Link2, Shapes } from "lucide-react";
import { lazy, Suspense, useId, useState } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { OverlapItem_finding$key } from "../../__generated__/OverlapItem_finding.graphql";
import { Button, buttonClass } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Menu } from "../../ui/Menu";
import { sizes } from "../../ui/tokens";
import { CaseLinks } from "./CaseLinks";
import { NewCaseLink } from "./NewCaseLink";
import styles from "./OverlapItem.module.css";
import { SideBySide } from "./SideBySide";
import { useCopyFinding } from "./useCopyFinding";
import { useDecision } from "./useDecision";
import { useOverlapDeeds } from "./useOverlapDeeds";
import { kindOf, useKindWords } from "./words";

const DismissDialog = lazy(() =>
  import("./DismissDialog").then((module) => ({ default: module.DismissDialog })),
);
const RelabelDialog = lazy(() =>
  import("./RelabelDialog").then((module) => ({ default: module.RelabelDialog })),
);

export type Deeds = ReturnType<typeof useOverlapDeeds>;

type Props = {
  finding: OverlapItem_finding$key;
  isChosen?: boolean;
  /** Choose it for a case with others; null where there are none. */
  onChoose: ((isChosen: boolean) => void) | null;
  /** It was decided here and leaves the list. */
  onLeft: () => void;
  /** It is back, where it stood. */
  onBack: () => void;
  /** The texts changed so that it is found no longer. */
  isGone?: boolean;
};

/** One overlap finding, with what people said of it and what can be done about it. */
export function OverlapItem({ finding, isChosen = false, onChoose, onLeft, onBack, isGone = false }: Props) {
  const { t } = useLingui();
  const headingId = useId();
  const kindWords = useKindWords();
  const decisionOf = useDecision();
  const copy = useCopyFinding();
  const deeds = useOverlapDeeds();
  const [open, setOpen] = useState<{ which: "dismiss" | "relabel"; version: number } | null>(null);
  const data = useFragment(
    graphql`
      fragment OverlapItem_finding on OverlapFinding {
        id
        version
        kind
        computedKind
        state
        reason
        decidedByName
        decidedAt
        reopenedAt
        mayDecide
        members {
          unit {
            id
            name
          }
        }
        ...CaseLinks_finding
        ...SideBySide_finding
      }
    `,
    finding,
  );
  const { id, version, state, mayDecide } = data;
  const kind = kindOf(data.kind);
  const computedKind = kindOf(data.computedKind);
  const unitNames = [...new Map(data.members.map(({ unit }) => [unit.id, unit.name])).values()];
  const about = unitNames.join(", ");
  const decision = decisionOf(data);
  const meanwhile = open && version > open.version ? decision : null;
  const isUndecided = state === "OPEN";
  const isChoosable = !isGone && (isUndecided || state === "CONFIRMED");
  const reopen = async (leaves: boolean) => {
    if ((await deeds.reopen({ id, version })) && leaves) onLeft();
  };
  return (
    <article
      id={id}
      tabIndex={-1}
      aria-labelledby={headingId}
      className={classes(styles.item, isGone && styles.gone)}
    >
      <SideBySide
        finding={data}
        headingId={headingId}
        before={
          isChoosable &&
          onChoose &&
          mayDecide && (
            <input
              type="checkbox"
              className={styles.choose}
              aria-label={t`Choose for a case: ${about}`}
              checked={isChosen}
              onChange={(event) => onChoose(event.target.checked)}
            />
          )
        }
        after={
          kind !== computedKind && (
            <span className={styles.beside}>
              <Trans>found as: {kindWords[computedKind].name}</Trans>
            </span>
          )
        }
      >
        <div className={styles.deeds}>
          {isGone ? (
            <p className={styles.said}>
              <Trans>No longer found: one of the texts has changed.</Trans>
            </p>
          ) : (
            <>
              <Menu
                label={t`More about ${about}`}
                className={buttonClass({ variant: "plain", size: "small" })}
                shown={<Ellipsis size={sizes.icon} aria-hidden="true" />}
                groups={[
                  {
                    id: "more",
                    items: [
                      ...(mayDecide && state !== "DISMISSED" && state !== "RESOLVED"
                        ? [
                            {
                              id: "relabel",
                              label: t`It is something else …`,
                              icon: <Shapes size={sizes.icon} aria-hidden="true" />,
                              onChoose: () => setOpen({ which: "relabel", version }),
                            },
                          ]
                        : []),
                      {
                        id: "link",
                        label: t`Copy link`,
                        icon: <Link2 size={sizes.icon} aria-hidden="true" />,
                        onChoose: () => void copy(id),
                      },
                    ],
                  },
                ]}
              />
              {mayDecide && isChoosable && (
                <Button
                  size="small"
                  aria-describedby={headingId}
                  onClick={() => setOpen({ which: "dismiss", version })}
                >
                  {kindWords[kind].not}
                </Button>
              )}
              {mayDecide && isUndecided && (
                <Button
                  size="small"
                  aria-describedby={headingId}
                  disabled={deeds.isUnderway}
                  onClick={() => void deeds.confirm({ id, version })}
                >
                  <Trans>It is so</Trans>
                </Button>
              )}
              {mayDecide && state === "CONFIRMED" && (
                <Button size="small" disabled={deeds.isUnderway} onClick={() => void reopen(false)}>
                  <Trans>Take back</Trans>
                </Button>
              )}
              {mayDecide && state === "DISMISSED" && (
                <Button size="small" disabled={deeds.isUnderway} onClick={() => void reopen(true)}>
                  <Trans>Take up again</Trans>
                </Button>
              )}
              {mayDecide && isChoosable && (
                <NewCaseLink findingIds={[id]} describedBy={headingId}>
                  <Trans>Open a case</Trans>
                </NewCaseLink>
              )}
            </>
          )}
        </div>
      </SideBySide>
      {decision && (
        <p className={classes(styles.said, state === "CONFIRMED" && styles.confirmed)}>{decision}</p>
      )}
      <CaseLinks finding={data} />
      <Suspense>
        {open?.which === "dismiss" && (
          <DismissDialog
            id={id}
            version={version}
            kind={kind}
            unitNames={unitNames}
            meanwhile={meanwhile}
            deeds={deeds}
            onDismissed={() => {
              setOpen(null);
              onLeft();
            }}
            onUndone={onBack}
            onClose={() => setOpen(null)}
          />
        )}
        {open?.which === "relabel" && (
          <RelabelDialog
            id={id}
            version={version}
            kind={kind}
            computedKind={computedKind}
            sides={data.members.length}
            meanwhile={meanwhile}
            deeds={deeds}
            onClose={() => setOpen(null)}
          />
        )}
      </Suspense>
    </article>
  );
}
