import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql } from "react-relay/hooks";
import type { ProposeButtonMutation } from "../../../__generated__/ProposeButtonMutation.graphql";
import { newKey } from "../../../lib/keys";
import { Button } from "../../../ui/Button";
import { tell } from "../../../ui/messages";
import { tellUnlessDone, useContributionDeeds } from "../../contributions/editing/useContributionDeeds";
import { useDeed } from "../../problems/useDeed";

const mutation = graphql`
  mutation ProposeButtonMutation($input: ProposeContributionInput!) {
    proposeContribution(input: $input) {
      contribution {
        id
        state
        version
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

const payloadOf = (response: ProposeButtonMutation["response"]) => response.proposeContribution;

type Props = { sourceId: string; targetId: string; unitName: string };

/** Offers what is being written as help to what another unit writes; the other unit answers. */
export function ProposeButton({ sourceId, targetId, unitName }: Props) {
  const { t } = useLingui();
  const [key, setKey] = useState(newKey);
  const { send, isUnderway } = useDeed<ProposeButtonMutation>(mutation, payloadOf);
  const { withdraw } = useContributionDeeds();
  const propose = async () => {
    const input = { idempotencyKey: key, source: sourceId, target: targetId, weight: 1, rationale: "" };
    const ending = await send({ variables: { input } });
    if (ending.how !== "failed") setKey(newKey());
    if (!tellUnlessDone(ending)) return;
    const { contribution } = ending.response.proposeContribution;
    tell(t`Proposed as a contribution. ${unitName} answers.`, {
      action: contribution ? { label: t`Undo`, run: () => void withdraw(contribution) } : undefined,
    });
  };
  return (
    <Button
      variant="plain"
      size="small"
      disabled={isUnderway}
      onClick={() => void propose()}
      aria-label={t`Propose a contribution to ${unitName}`}
    >
      <Trans>Propose a contribution</Trans>
    </Button>
  );
}
