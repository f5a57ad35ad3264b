import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { RequestsMade_objective$key } from "../../../__generated__/RequestsMade_objective.graphql";
import { Button } from "../../../ui/Button";
import { StateMark } from "../../../ui/StateMark";
import { endOf } from "../ends";
import styles from "./ContributionEditor.module.css";
import { useRequestDeeds } from "./useRequestDeeds";

type Props = { objective: RequestsMade_objective$key; mayWithdraw: boolean };

/** Whom we asked to help an objective or one of its key results, as long as it isn't answered with a contribution. */
export function RequestsMade({ objective, mayWithdraw }: Props) {
  const { t } = useLingui();
  const data = useFragment(
    graphql`
      fragment RequestsMade_objective on Objective {
        title
        contributionRequests(states: [ASKED, DECLINED]) {
          id
          version
          state
          rationale
          declineReason
          isSeenByAsked
          askedUnit {
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
        }
      }
    `,
    objective,
  );
  const { withdraw, isUnderway } = useRequestDeeds();
  if (data.contributionRequests.length === 0) return null;
  return (
    <ul className={styles.links} aria-label={t`Who was asked to contribute to “${data.title}”`}>
      {data.contributionRequests.map((request) => {
        const target = endOf(request.target);
        const unit = request.askedUnit.name;
        return (
          <li key={request.id} className={styles.link}>
            <span className={styles.line}>
              <span className={styles.title}>{unit}</span>
              {request.state === "DECLINED" ? (
                <StateMark state="none" word={t`declined`} />
              ) : (
                <StateMark
                  state="proposed"
                  word={
                    request.isSeenByAsked
                      ? t`asked, hasn't answered yet`
                      : t`is asked once we propose our OKRs`
                  }
                />
              )}
              {mayWithdraw && request.state === "ASKED" && (
                <Button
                  size="small"
                  variant="plain"
                  disabled={isUnderway}
                  aria-label={t`Take the question to ${unit} back`}
                  onClick={() => void withdraw(request)}
                >
                  <Trans>Take back</Trans>
                </Button>
              )}
            </span>
            {target?.kind === "KEY_RESULT" && (
              <span className={styles.about}>
                <Trans>for the key result “{target.title}”</Trans>
              </span>
            )}
            {request.rationale && <p className={styles.why}>{request.rationale}</p>}
            {request.declineReason && (
              <p className={styles.why}>
                <Trans>They say: {request.declineReason}</Trans>
              </p>
            )}
          </li>
        );
      })}
    </ul>
  );
}
