import { Trans } from "@lingui/react/macro";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { KeyResultHistoryPageQuery } from "../../__generated__/KeyResultHistoryPageQuery.graphql";
import type { KeyResultHistoryPageRightsQuery } from "../../__generated__/KeyResultHistoryPageRightsQuery.graphql";
import { useFreshness } from "../../lib/freshness";
import { buttonClass } from "../../ui/Button";
import { Empty } from "../../ui/Empty";
import { Page } from "../../ui/Page";
import { Section } from "../../ui/Section";
import { StateMark } from "../../ui/StateMark";
import { Comments } from "../comments/Comments";
import { DependenciesOfKeyResult } from "../dependencies/DependencyList";
import { shapeOf, useStateWords } from "../key_results/states";
import { useWay } from "../key_results/useWay";
import { ChangeList } from "./ChangeList";
import { CheckInTimeline } from "./CheckInTimeline";
import { HistoryChart } from "./HistoryChart";
import styles from "./HistoryPage.module.css";
import { KeyResultLine } from "./KeyResultLine";
import "./texts";

const FindingsOfKeyResult = lazy(() =>
  import("../objectives/alignment/FindingsOf").then((module) => ({ default: module.FindingsOfKeyResult })),
);
const CasesOf = lazy(() =>
  import("../objectives/alignment/CasesOf").then((module) => ({ default: module.CasesOf })),
);
const CorrectPanel = lazy(() =>
  import("../check_ins/correcting/CorrectPanel").then((module) => ({ default: module.CorrectPanel })),
);

/** A key result by itself: how it went, what was said about it, what was changed and why, and what came before it. */
export function KeyResultHistoryPage() {
  const { keyResultId } = useParams({ from: "/key-results/$keyResultId" });
  const { keyResult } = useLazyLoadQuery<KeyResultHistoryPageQuery>(
    graphql`
      query KeyResultHistoryPageQuery($id: ID!) {
        keyResult(id: $id) {
          id
          title
          state
          measuredAt
          objective {
            id
            title
            okrSet {
              state
            }
          }
          unit {
            id
            name
          }
          cycle {
            name
            state
          }
          changes(first: 50) {
            nodes {
              ...ChangeList_entry
            }
          }
          ...useWay_keyResult
          ...HistoryChart_keyResult
          ...CheckInTimeline_keyResult
          ...KeyResultLine_keyResult
          ...DependencyList_keyResult
        }
      }
    `,
    { id: keyResultId },
    useFreshness(),
  );
  if (keyResult) return <Found key={keyResultId} keyResult={keyResult} />;
  return (
    <Page title={<Trans>Nothing is here</Trans>}>
      <Empty>
        <Trans>This key result does not exist, or you may not see it.</Trans>
      </Empty>
    </Page>
  );
}

type KeyResult = NonNullable<KeyResultHistoryPageQuery["response"]["keyResult"]>;

function Found({ keyResult }: { keyResult: KeyResult }) {
  const navigate = useNavigate();
  const wordFor = useStateWords();
  const { correct } = useSearch({ from: "/key-results/$keyResultId" });
  const way = useWay(keyResult);
  const { title, objective, unit, cycle } = keyResult;
  const { viewer } = useLazyLoadQuery<KeyResultHistoryPageRightsQuery>(
    graphql`
      query KeyResultHistoryPageRightsQuery($unit: ID!) {
        viewer {
          rights(unit: $unit)
        }
      }
    `,
    { unit: unit.id },
    useFreshness(),
  );
  const isOver = cycle.state === "CLOSED" || objective.okrSet.state === "CLOSED";
  const mayCheckIn = !isOver && objective.okrSet.state !== "DRAFT" && viewer.rights.includes("CHECK_IN");
  return (
    <Page
      title={title}
      name={title}
      above={
        <Link
          to="/objectives/$objectiveId"
          params={{ objectiveId: objective.id }}
          hash={keyResult.id}
          className={styles.back}
        >
          {objective.title}
        </Link>
      }
      below={
        <>
          {unit.name} · {cycle.name} · {way}{" "}
          <StateMark state={shapeOf(keyResult.state)} word={wordFor(keyResult.state, keyResult.measuredAt)} />
        </>
      }
      actions={
        mayCheckIn && (
          <Link
            to="/objectives/$objectiveId"
            params={{ objectiveId: objective.id }}
            search={{ checkIn: keyResult.id }}
            className={buttonClass({ variant: "primary" })}
          >
            <Trans>Check in</Trans>
          </Link>
        )
      }
    >
      <Section title={<Trans>Over time</Trans>}>
        <HistoryChart keyResult={keyResult} />
      </Section>
      <Section title={<Trans>Through the cycles</Trans>}>
        <KeyResultLine keyResult={keyResult} />
      </Section>
      <DependenciesOfKeyResult keyResult={keyResult} />
      <Suspense>
        <FindingsOfKeyResult keyResultId={keyResult.id} />
      </Suspense>
      <Suspense>
        <CasesOf objectiveId={objective.id} />
      </Suspense>
      <div className={styles.columns}>
        <Section title={<Trans>Check-ins</Trans>}>
          <CheckInTimeline keyResult={keyResult} mayCorrect={mayCheckIn} />
        </Section>
        <div>
          <Section title={<Trans>Comments</Trans>}>
            <Comments nodeId={keyResult.id} />
          </Section>
          <Section title={<Trans>Changes</Trans>}>
            <ChangeList entries={keyResult.changes.nodes} />
          </Section>
        </div>
      </div>
      <Suspense>
        {correct && (
          <CorrectPanel
            key={correct}
            checkInId={correct}
            onClose={() =>
              void navigate({
                to: ".",
                search: (before) => ({ ...before, correct: undefined }),
                resetScroll: false,
              })
            }
          />
        )}
      </Suspense>
    </Page>
  );
}
