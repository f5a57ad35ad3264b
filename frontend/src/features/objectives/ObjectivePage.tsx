import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { ObjectivePageQuery } from "../../__generated__/ObjectivePageQuery.graphql";
import type { ObjectivePageRightsQuery } from "../../__generated__/ObjectivePageRightsQuery.graphql";
import { useFreshness } from "../../lib/freshness";
import { buttonClass } from "../../ui/Button";
import { Chip } from "../../ui/Chip";
import { Empty } from "../../ui/Empty";
import { Page } from "../../ui/Page";
import { Section } from "../../ui/Section";
import { CheckInHistory } from "../check_ins/CheckInHistory";
import { CommentButton } from "../comments/CommentButton";
import { DirectTargets } from "../contributions/DirectTargets";
import { Supporters } from "../contributions/Supporters";
import { UpwardPaths } from "../contributions/UpwardPaths";
import { DependencyList } from "../dependencies/DependencyList";
import { KeyResultList } from "../key_results/KeyResultList";
import { KeyResultRow } from "../key_results/KeyResultRow";
import { ObjectiveFigures } from "./ObjectiveFigures";
import styles from "./ObjectivePage.module.css";

const CopyLink = lazy(() => import("../exports/CopyLink").then((module) => ({ default: module.CopyLink })));
const CheckInPanel = lazy(() =>
  import("../check_ins/CheckInPanel").then((module) => ({ default: module.CheckInPanel })),
);
const AskSection = lazy(() =>
  import("../contributions/editing/AskSection").then((module) => ({ default: module.AskSection })),
);
const FindingsOfObjective = lazy(() =>
  import("./alignment/FindingsOf").then((module) => ({ default: module.FindingsOfObjective })),
);
const CasesOf = lazy(() => import("./alignment/CasesOf").then((module) => ({ default: module.CasesOf })));
const Waiting = lazy(() => import("./alignment/Waiting").then((module) => ({ default: module.Waiting })));
const ObjectiveChanges = lazy(() =>
  import("../commitment/ObjectiveChanges").then((module) => ({ default: module.ObjectiveChanges })),
);
const ProposePanel = lazy(() =>
  import("../contributions/editing/ProposePanel").then((module) => ({ default: module.ProposePanel })),
);

/** One objective with all that belongs to it: its proof, its ways upward, its supporters, what it waits for. */
export function ObjectivePage() {
  const { objectiveId } = useParams({ from: "/objectives/$objectiveId" });
  return <OfObjective key={objectiveId} id={objectiveId} />;
}

function OfObjective({ id }: { id: string }) {
  const { objective } = useLazyLoadQuery<ObjectivePageQuery>(
    graphql`
      query ObjectivePageQuery($id: ID!) {
        objective(id: $id) {
          id
          title
          why
          kind
          unit {
            id
            name
          }
          cycle {
            id
            name
            state
          }
          okrSet {
            state
          }
          commentCount
          keyResults {
            id
            ...KeyResultRow_keyResult
          }
          ...ObjectiveFigures_objective
          ...DirectTargets_objective
          ...UpwardPaths_objective
          ...Supporters_objective
          ...AskSection_objective
          ...DependencyList_objective
          ...CheckInHistory_objective
          changesSinceCommitment {
            id
          }
          ...ObjectiveChanges_objective
        }
      }
    `,
    { id },
    useFreshness(),
  );
  return objective ? <Found objective={objective} /> : <Missing />;
}

type Objective = NonNullable<ObjectivePageQuery["response"]["objective"]>;

function Found({ objective }: { objective: Objective }) {
  const { t } = useLingui();
  const { checkIn, propose } = useSearch({ from: "/objectives/$objectiveId" });
  const navigate = useNavigate();
  const closeProposal = () =>
    void navigate({ to: ".", search: (before) => ({ ...before, propose: undefined }), resetScroll: false });
  const { title, unit, cycle, keyResults } = objective;
  const { rights, awaited } = useMayDo(unit.id, cycle.id);
  const isOver = cycle.state === "CLOSED" || objective.okrSet.state === "CLOSED";
  const mayPropose = !isOver && rights.includes("CONSENT");
  const mayCheckIn = !isOver && rights.includes("CHECK_IN");
  return (
    <Page
      title={title}
      name={title}
      above={
        <Link to="/contribution" search={{ unit: unit.id, cycle: cycle.id }} className={styles.unit}>
          {unit.name}
        </Link>
      }
      below={
        <>
          {cycle.name} <Chip>{objective.kind === "ASPIRATIONAL" ? t`Aspirational` : t`Committed`}</Chip>
        </>
      }
      actions={
        <>
          <Suspense>
            <CopyLink />
          </Suspense>
          <CommentButton nodeId={objective.id} count={objective.commentCount} />
          <Link
            to="/objectives/$objectiveId/history"
            params={{ objectiveId: objective.id }}
            className={buttonClass()}
          >
            <Trans>History</Trans>
          </Link>
          <Link
            to="/pyramid"
            search={{ unit: unit.id, cycle: cycle.id, view: "focus", objective: objective.id }}
            className={buttonClass()}
          >
            <Trans>See it in the pyramid</Trans>
          </Link>
        </>
      }
    >
      <div className={styles.head}>
        <div>
          {objective.why && <p className={styles.why}>{objective.why}</p>}
          <DirectTargets objective={objective} mayPropose={mayPropose} />
        </div>
        <ObjectiveFigures objective={objective} />
      </div>
      <Section title={<Trans>Key results</Trans>}>
        {keyResults.length === 0 && (
          <Empty>
            <Trans>No key results: nothing proves this objective.</Trans>
          </Empty>
        )}
        <KeyResultList label={t`Key results of “${title}”`}>
          {keyResults.map((keyResult) => (
            <KeyResultRow key={keyResult.id} keyResult={keyResult} mayCheckIn={mayCheckIn} />
          ))}
        </KeyResultList>
      </Section>
      <Section title={<Trans>What it contributes to</Trans>}>
        <UpwardPaths objectives={[objective]} mayPropose={mayPropose} />
      </Section>
      <Section title={<Trans>Who supports it</Trans>}>
        <Supporters objectives={[objective]} awaited={awaited} isOpen={mayPropose} />
        <Suspense>
          <AskSection objective={objective} mayAsk={mayPropose} />
        </Suspense>
      </Section>
      <Section title={<Trans>Dependencies</Trans>}>
        <DependencyList objective={objective} />
        <Suspense>
          <Waiting objectiveId={objective.id} />
        </Suspense>
      </Section>
      <Suspense>
        <FindingsOfObjective objectiveId={objective.id} />
      </Suspense>
      <Suspense>
        <CasesOf objectiveId={objective.id} />
      </Suspense>
      {objective.changesSinceCommitment.length > 0 && (
        <Suspense>
          <ObjectiveChanges objective={objective} />
        </Suspense>
      )}
      <Section title={<Trans>Latest check-ins</Trans>}>
        <CheckInHistory objective={objective} mayCheckIn={mayCheckIn} />
      </Section>
      <Suspense fallback={<span className="visually-hidden">{t`Opening the form`}</span>}>
        {checkIn && (
          <CheckInPanel key={checkIn} keyResultId={checkIn} order={keyResults.map(({ id }) => id)} />
        )}
        {propose && (
          <ProposePanel key={propose} sourceId={propose} cycleId={cycle.id} onClose={closeProposal} />
        )}
      </Suspense>
    </Page>
  );
}

/** What the person may do here; asked apart, because unit and cycle are only known with the objective. */
function useMayDo(unit: string, cycle: string) {
  const { viewer } = useLazyLoadQuery<ObjectivePageRightsQuery>(
    graphql`
      query ObjectivePageRightsQuery($unit: ID!, $cycle: ID!) {
        viewer {
          rights(unit: $unit)
          inbox(cycle: $cycle) {
            contributions {
              id
            }
          }
        }
      }
    `,
    { unit, cycle },
    useFreshness(),
  );
  return { rights: viewer.rights, awaited: new Set(viewer.inbox.contributions.map(({ id }) => id)) };
}

function Missing() {
  return (
    <Page title={<Trans>Nothing is here</Trans>}>
      <Empty
        action={
          <Link to="/pyramid" className={buttonClass({ variant: "primary" })}>
            <Trans>To the pyramid</Trans>
          </Link>
        }
      >
        <Trans>This objective does not exist, or you may not see it.</Trans>
      </Empty>
    </Page>
  );
}
