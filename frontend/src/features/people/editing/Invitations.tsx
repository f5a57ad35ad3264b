import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { Invitations_query$key } from "../../../__generated__/Invitations_query.graphql";
import type { InvitationsWithdrawMutation } from "../../../__generated__/InvitationsWithdrawMutation.graphql";
import { formatDay } from "../../../lib/days";
import { askAgain } from "../../../lib/freshness";
import { newKey } from "../../../lib/keys";
import { useLocale } from "../../../lib/locale";
import { Button } from "../../../ui/Button";
import { tell } from "../../../ui/messages";
import { Section } from "../../../ui/Section";
import { useDeed } from "../../problems/useDeed";
import styles from "./Invitations.module.css";
import { type Role, useRoleWords } from "./words";
import "./texts";

const mutation = graphql`
  mutation InvitationsWithdrawMutation($input: WithdrawInvitationInput!) {
    withdrawInvitation(input: $input) {
      isDone
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

const payloadOf = (response: InvitationsWithdrawMutation["response"]) => response.withdrawInvitation;

/** Who is invited and has not come yet, with the address to give them. */
export function Invitations({ query }: { query: Invitations_query$key }) {
  const { t } = useLingui();
  const locale = useLocale();
  const words = useRoleWords();
  const { invitations, organisation } = useFragment(
    graphql`
      fragment Invitations_query on Query {
        organisation {
          id
          slug
        }
        invitations {
          invitationId
          email
          role
          unitName
          isAdministrator
          invitedBy
          expiresAt
        }
      }
    `,
    query,
  );
  const { send } = useDeed<InvitationsWithdrawMutation>(mutation, payloadOf);
  if (invitations.length === 0) return null;
  const address = `${window.location.origin}/auth/sign-in?organisation=${organisation.slug}`;

  const withdraw = async (invitation: string) => {
    const ending = await send({ variables: { input: { invitation, idempotencyKey: newKey() } } });
    if (ending.how === "done") tell(t`The invitation is withdrawn.`);
    else if (ending.how === "failed") tell(ending.words, { tone: "problem" });
    else tell(ending.problems.map((problem) => problem.message).join(" "), { tone: "problem" });
    askAgain();
  };
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address);
      tell(t`Copied.`);
    } catch {
      tell(t`The browser doesn't let us copy. Mark the address and copy it.`, { tone: "problem" });
    }
  };

  return (
    <Section title={<Trans>Invited, and not here yet</Trans>}>
      <p className={styles.address}>
        <span>
          <Trans>Samsvar sends no mail. Give them this address to sign in at:</Trans>{" "}
          <code className={styles.code}>{address}</code>
        </span>
        <Button size="small" onClick={() => void copy()}>
          <Trans>Copy the address</Trans>
        </Button>
      </p>
      <ul aria-label={t`Invited, and not here yet`}>
        {invitations.map((invitation) => (
          <li key={invitation.invitationId} className={styles.invitation}>
            <div>
              <p className={styles.email}>{invitation.email}</p>
              <p className={styles.about}>
                {[
                  invitation.role && invitation.unitName
                    ? `${words[invitation.role as Role]} · ${invitation.unitName}`
                    : t`No role yet`,
                  invitation.isAdministrator ? t`Administrator` : null,
                  invitation.invitedBy ? t`invited by ${invitation.invitedBy}` : null,
                  t`until ${formatDay(invitation.expiresAt, locale, new Date())}`,
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </p>
            </div>
            <Button
              size="small"
              aria-label={t`Withdraw the invitation of ${invitation.email}`}
              onClick={() => void withdraw(invitation.invitationId)}
            >
              <Trans>Withdraw</Trans>
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
