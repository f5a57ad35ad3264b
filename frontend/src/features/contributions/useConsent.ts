import { useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { useConsent_contribution$key } from "../../__generated__/useConsent_contribution.graphql";
import type { useConsentMutation } from "../../__generated__/useConsentMutation.graphql";
import { askAgain } from "../../lib/freshness";
import { newKey } from "../../lib/keys";
import { tell } from "../../ui/messages";
import { useDeed } from "../problems/useDeed";

const mutation = graphql`
  mutation useConsentMutation($input: ConsentToContributionInput!) {
    consentToContribution(input: $input) {
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

const payloadOf = (response: useConsentMutation["response"]) => response.consentToContribution;

/** Say yes for our unit; the card shows it at once, and goes back if the server refuses. */
export function useConsent(contribution: useConsent_contribution$key) {
  const { t } = useLingui();
  const { id, version } = useFragment(
    graphql`
      fragment useConsent_contribution on Contribution {
        id
        version
      }
    `,
    contribution,
  );
  const { send, isUnderway } = useDeed<useConsentMutation>(mutation, payloadOf);
  const accept = async () => {
    const ending = await send({
      variables: { input: { contribution: id, expectedVersion: version, idempotencyKey: newKey() } },
      optimisticResponse: {
        consentToContribution: { contribution: { id, state: "AGREED", version }, problems: [] },
      },
    });
    if (ending.how === "done") {
      tell(t`Agreed. It counts from now on.`);
      askAgain();
    } else if (ending.how === "failed") {
      tell(ending.words, { tone: "problem" });
    } else {
      const [problem] = ending.problems;
      tell([problem?.message, problem?.remedy].filter(Boolean).join(" "), { tone: "problem" });
      askAgain();
    }
  };
  return { accept, isUnderway };
}
