import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import { lazy, Suspense, useState } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { ContributionAnswer_contribution$key } from "../../../__generated__/ContributionAnswer_contribution.graphql";
import type { ContributionAnswerDeclineMutation } from "../../../__generated__/ContributionAnswerDeclineMutation.graphql";
import { Button } from "../../../ui/Button";
import { useDeed } from "../../problems/useDeed";
import { useEnds } from "../ends";
import styles from "./ContributionAnswer.module.css";
import { DeclineDialog } from "./DeclineDialog";
import { useContributionDeeds } from "./useContributionDeeds";

const CounterDialog = lazy(() =>
  import("./CounterDialog").then((module) => ({ default: module.CounterDialog })),
);

const mutation = graphql`
  mutation ContributionAnswerDeclineMutation($input: DeclineContributionInput!) {
    declineContribution(input: $input) {
      contribution {
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

const payloadOf = (response: ContributionAnswerDeclineMutation["response"]) => response.declineContribution;

/** The three answers to a proposal that waits for our unit: yes, no, and yes if. */
export function ContributionAnswer({ contribution }: { contribution: ContributionAnswer_contribution$key }) {
  const { t } = useLingui();
  const [open, setOpen] = useState<"decline" | "counter" | null>(null);
  const data = useFragment(
    graphql`
      fragment ContributionAnswer_contribution on Contribution {
        id
        version
        state
        weight
        fromUnit {
          id
          name
        }
        toUnit {
          name
        }
        waitsFor {
          id
        }
        ...ends_contribution
        ...CounterDialog_contribution
      }
    `,
    contribution,
  );
  const { accept, reconsider, isUnderway } = useContributionDeeds();
  const { send } = useDeed<ContributionAnswerDeclineMutation>(mutation, payloadOf);
  const ends = useEnds(data);
  const isAsked = data.waitsFor?.id === data.fromUnit.id;
  // What the other side brings names the answer: theirs if they offer, ours if they ask.
  const title = (isAsked ? ends.target : ends.source)?.title ?? "";
  const unit = isAsked ? data.toUnit.name : data.fromUnit.name;
  const read = { id: data.id, version: data.version };
  const decline = (reason: string, key: string) =>
    send({
      variables: {
        input: { contribution: data.id, expectedVersion: data.version, idempotencyKey: key, reason },
      },
    });
  const close = () => setOpen(null);
  if (data.state !== "PROPOSED" && open === null) return null;
  return (
    <div className={styles.answers}>
      <Button
        size="small"
        variant="primary"
        disabled={isUnderway}
        aria-label={t`Accept: ${title}`}
        onClick={() => void accept(read)}
      >
        <Trans>Accept</Trans>
      </Button>
      <Button size="small" aria-label={t`Decline: ${title}`} onClick={() => setOpen("decline")}>
        <Trans>Decline …</Trans>
      </Button>
      <Button
        size="small"
        aria-label={t`Propose something else: ${title}`}
        onClick={() => setOpen("counter")}
      >
        <Trans>Propose something else …</Trans>
      </Button>
      {open === "decline" && (
        <DeclineDialog
          id={data.id}
          title={t`Decline a contribution`}
          decline={decline}
          onUndo={() => void reconsider({ id: data.id, version: data.version + 1 })}
          onClose={close}
        >
          {isAsked ? (
            <Trans>
              {unit} asks for a contribution to “{title}”. A reason lets them go on.
            </Trans>
          ) : (
            <Trans>
              {unit} offers “{title}”. A reason lets them go on.
            </Trans>
          )}
        </DeclineDialog>
      )}
      {open === "counter" && (
        <Suspense>
          <CounterDialog contribution={data} onClose={close} />
        </Suspense>
      )}
    </div>
  );
}
