import "./texts";
import { Trans } from "@lingui/react/macro";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { RequestsWaitingQuery } from "../../../__generated__/RequestsWaitingQuery.graphql";
import { useFreshness } from "../../../lib/freshness";
import { Section } from "../../../ui/Section";
import { endOf } from "../ends";
import styles from "./ContributionEditor.module.css";
import { RequestAnswer } from "./RequestAnswer";

type Props = { unitId: string; cycleId: string; mayAnswer: boolean };

/** What others ask a unit to contribute to, kept in sight while it plans: what is written now can be the answer. */
export function RequestsWaiting({ unitId, cycleId, mayAnswer }: Props) {
  const { unit } = useLazyLoadQuery<RequestsWaitingQuery>(
    graphql`
      query RequestsWaitingQuery($unit: ID!, $cycle: ID!) {
        unit(id: $unit) {
          id
          contributionRequests(cycle: $cycle, states: [ASKED]) {
            id
            rationale
            askingUnit {
              name
            }
            target {
              __typename
              ... on Moal {
                id
                title
              }
              ... on Objective {
                id
                title
              }
              ... on KeyResult {
                id
                title
                objective {
                  id
                }
              }
            }
            ...RequestAnswer_request
          }
        }
      }
    `,
    { unit: unitId, cycle: cycleId },
    useFreshness(),
  );
  const requests = unit?.contributionRequests ?? [];
  if (requests.length === 0) return null;
  return (
    <div className={styles.waiting}>
      <Section title={<Trans>What others ask us to contribute to</Trans>}>
        <ul className={styles.links}>
          {requests.map((request) => {
            const asking = request.askingUnit.name;
            const title = endOf(request.target)?.title ?? "";
            return (
              <li key={request.id} id={request.id} tabIndex={-1} className={styles.link}>
                <span className={styles.line}>
                  <Trans>
                    <b>{asking}</b> asks for help with “{title}”
                  </Trans>
                </span>
                {request.rationale && <p className={styles.why}>{request.rationale}</p>}
                {mayAnswer && <RequestAnswer request={request} />}
              </li>
            );
          })}
        </ul>
      </Section>
    </div>
  );
}
