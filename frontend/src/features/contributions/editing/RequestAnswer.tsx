import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import { lazy, Suspense, useState } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { RequestAnswer_request$key } from "../../../__generated__/RequestAnswer_request.graphql";
import type { RequestAnswerDeclineMutation } from "../../../__generated__/RequestAnswerDeclineMutation.graphql";
import { Button } from "../../../ui/Button";
import { useDeed } from "../../problems/useDeed";
import styles from "../ContributionAnswer.module.css";
import { endOf } from "../ends";
import { DeclineDialog } from "./DeclineDialog";
import { useRequestDeeds } from "./useRequestDeeds";

const AnswerRequestPanel = lazy(() =>
  import("./AnswerRequestPanel").then((module) => ({ default: module.AnswerRequestPanel })),
);

const mutation = graphql`
  mutation RequestAnswerDeclineMutation($input: DeclineContributionRequestInput!) {
    declineContributionRequest(input: $input) {
      contributionRequest {
        id
        state
        version
        declineReason
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

const payloadOf = (response: RequestAnswerDeclineMutation["response"]) => response.declineContributionRequest;

/** The answers to what our unit is asked to help: with something of ours, or no. */
export function RequestAnswer({ request }: { request: RequestAnswer_request$key }) {
  const { t } = useLingui();
  const [open, setOpen] = useState<"answer" | "decline" | null>(null);
  const data = useFragment(
    graphql`
      fragment RequestAnswer_request on ContributionRequest {
        id
        version
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
        ...AnswerRequestPanel_request
      }
    `,
    request,
  );
  const { send } = useDeed<RequestAnswerDeclineMutation>(mutation, payloadOf);
  const { reopen } = useRequestDeeds();
  const title = endOf(data.target)?.title ?? "";
  const unit = data.askingUnit.name;
  const close = () => setOpen(null);
  return (
    <div className={styles.answers}>
      <Button
        size="small"
        variant="primary"
        aria-label={t`Answer: ${title}`}
        onClick={() => setOpen("answer")}
      >
        <Trans>Answer …</Trans>
      </Button>
      <Button size="small" aria-label={t`Decline: ${title}`} onClick={() => setOpen("decline")}>
        <Trans>Decline …</Trans>
      </Button>
      {open === "answer" && (
        <Suspense>
          <AnswerRequestPanel request={data} onClose={close} />
        </Suspense>
      )}
      {open === "decline" && (
        <DeclineDialog
          id={data.id}
          title={t`Decline a request`}
          decline={(reason, key) =>
            send({
              variables: {
                input: {
                  contributionRequest: data.id,
                  expectedVersion: data.version,
                  idempotencyKey: key,
                  reason,
                },
              },
            })
          }
          onUndo={() => void reopen({ id: data.id, version: data.version + 1 })}
          onClose={close}
        >
          <Trans>
            {unit} asks for a contribution to “{title}”. A reason lets them go on.
          </Trans>
        </DeclineDialog>
      )}
    </div>
  );
}
