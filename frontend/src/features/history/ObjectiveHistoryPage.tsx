import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useParams } from "@tanstack/react-router";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { ObjectiveHistoryPageQuery } from "../../__generated__/ObjectiveHistoryPageQuery.graphql";
import { useFreshness } from "../../lib/freshness";
import { Empty } from "../../ui/Empty";
import { Page } from "../../ui/Page";
import { Section } from "../../ui/Section";
import { Comments } from "../comments/Comments";
import { ChangeList } from "./ChangeList";
import { HistoryChart } from "./HistoryChart";
import styles from "./HistoryPage.module.css";
import { ObjectiveLine } from "./ObjectiveLine";
import "./texts";

/** How an objective came to be where it is: over time, through the cycles, in words, and change by change. */
export function ObjectiveHistoryPage() {
  const { t } = useLingui();
  const { objectiveId } = useParams({ from: "/objectives/$objectiveId/history" });
  const { objective } = useLazyLoadQuery<ObjectiveHistoryPageQuery>(
    graphql`
      query ObjectiveHistoryPageQuery($id: ID!) {
        objective(id: $id) {
          id
          title
          unit {
            name
          }
          cycle {
            name
          }
          keyResults {
            id
            title
            ...HistoryChart_keyResult
          }
          changes(first: 50) {
            nodes {
              ...ChangeList_entry
            }
          }
          ...ObjectiveLine_objective
        }
      }
    `,
    { id: objectiveId },
    useFreshness(),
  );
  if (!objective) {
    return (
      <Page title={<Trans>Nothing is here</Trans>}>
        <Empty>
          <Trans>This objective does not exist, or you may not see it.</Trans>
        </Empty>
      </Page>
    );
  }
  const { title } = objective;
  return (
    <Page
      title={<Trans>History</Trans>}
      name={t`History of “${title}”`}
      above={
        <Link to="/objectives/$objectiveId" params={{ objectiveId }} className={styles.back}>
          {title}
        </Link>
      }
      below={
        <>
          {objective.unit.name} · {objective.cycle.name}
        </>
      }
    >
      <Section title={<Trans>Through the cycles</Trans>}>
        <ObjectiveLine objective={objective} />
      </Section>
      <Section title={<Trans>Over time</Trans>}>
        <div className={styles.charts}>
          {objective.keyResults.map((keyResult) => (
            <section key={keyResult.id} aria-labelledby={`chart-${keyResult.id}`} className={styles.chart}>
              <h3 id={`chart-${keyResult.id}`} className={styles.name}>
                <Link
                  to="/key-results/$keyResultId"
                  params={{ keyResultId: keyResult.id }}
                  className={styles.back}
                >
                  {keyResult.title}
                </Link>
              </h3>
              <HistoryChart keyResult={keyResult} isSmall />
            </section>
          ))}
        </div>
      </Section>
      <div className={styles.columns}>
        <Section title={<Trans>Comments</Trans>}>
          <Comments nodeId={objective.id} />
        </Section>
        <Section title={<Trans>Changes</Trans>}>
          <ChangeList entries={objective.changes.nodes} />
        </Section>
      </div>
    </Page>
  );
}
