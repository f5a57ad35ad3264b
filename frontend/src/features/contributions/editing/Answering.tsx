import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import { lazy, Suspense, useEffect, useRef } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { Answering_contribution$key } from "../../../__generated__/Answering_contribution.graphql";
import type { AnsweringDeclineMutation } from "../../../__generated__/AnsweringDeclineMutation.graphql";
import { useDeed } from "../../problems/useDeed";
import { useEnds } from "../ends";
import { DeclineDialog } from "./DeclineDialog";
import { useContributionDeeds } from "./useContributionDeeds";

const CounterDialog = lazy(() =>
  import("./CounterDialog").then((module) => ({ default: module.CounterDialog })),
);

const mutation = graphql`
  mutation AnsweringDeclineMutation($input: DeclineContributionInput!) {
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

const payloadOf = (response: AnsweringDeclineMutation["response"]) => response.declineContribution;

export type Answer = "accept" | "decline" | "counter";

type Props = { contribution: Answering_contribution$key; answer: Answer; onClose: () => void };

/** What happens once an answer to a proposal is chosen: it is accepted, or a dialog asks for the rest. */
export function Answering({ contribution, answer, onClose }: Props) {
  const { t } = useLingui();
  const data = useFragment(
    graphql`
      fragment Answering_contribution on Contribution {
        id
        version
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
  const { reconsider } = useContributionDeeds();
  const { send } = useDeed<AnsweringDeclineMutation>(mutation, payloadOf);
  const ends = useEnds(data);
  const isAsked = data.waitsFor?.id === data.fromUnit.id;
  const title = (isAsked ? ends.target : ends.source)?.title ?? "";
  const unit = isAsked ? data.toUnit.name : data.fromUnit.name;
  const decline = (reason: string, key: string) =>
    send({
      variables: {
        input: { contribution: data.id, expectedVersion: data.version, idempotencyKey: key, reason },
      },
    });
  if (answer === "accept") return <Accepting id={data.id} version={data.version} onEnd={onClose} />;
  if (answer === "counter") {
    return (
      <Suspense>
        <CounterDialog contribution={data} onClose={onClose} />
      </Suspense>
    );
  }
  return (
    <DeclineDialog
      id={data.id}
      title={t`Decline a contribution`}
      decline={decline}
      onUndo={() => void reconsider({ id: data.id, version: data.version + 1 })}
      onClose={onClose}
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
  );
}

/** The press is over when this comes: it does once what was pressed. */
function Accepting({ id, version, onEnd }: { id: string; version: number; onEnd: () => void }) {
  const { accept } = useContributionDeeds();
  const isSent = useRef(false);
  useEffect(() => {
    if (isSent.current) return;
    isSent.current = true;
    void accept({ id, version }).then(onEnd);
  });
  return null;
}
