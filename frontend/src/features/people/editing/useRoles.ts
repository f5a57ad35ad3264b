import { useLingui } from "@lingui/react/macro";
import { graphql } from "react-relay/hooks";
import type { useRolesAppointMutation } from "../../../__generated__/useRolesAppointMutation.graphql";
import type { useRolesDismissMutation } from "../../../__generated__/useRolesDismissMutation.graphql";
import type { useRolesEndMutation } from "../../../__generated__/useRolesEndMutation.graphql";
import type { useRolesGrantMutation } from "../../../__generated__/useRolesGrantMutation.graphql";
import { askAgain } from "../../../lib/freshness";
import { newKey } from "../../../lib/keys";
import { tell } from "../../../ui/messages";
import { type Ending, useDeed } from "../../problems/useDeed";
import type { Role } from "./words";
import "./texts";

const granting = graphql`
  mutation useRolesGrantMutation($input: GrantMembershipInput!) {
    grantMembership(input: $input) {
      membership {
        id
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

const ending = graphql`
  mutation useRolesEndMutation($input: EndMembershipInput!) {
    endMembership(input: $input) {
      membership {
        id
        validTo
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

const appointing = graphql`
  mutation useRolesAppointMutation($input: AppointAdministratorInput!) {
    appointAdministrator(input: $input) {
      person {
        id
        isAdministrator
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

const dismissing = graphql`
  mutation useRolesDismissMutation($input: DismissAdministratorInput!) {
    dismissAdministrator(input: $input) {
      person {
        id
        isAdministrator
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

const grantedOf = (response: useRolesGrantMutation["response"]) => response.grantMembership;
const endedOf = (response: useRolesEndMutation["response"]) => response.endMembership;
const appointedOf = (response: useRolesAppointMutation["response"]) => response.appointAdministrator;
const dismissedOf = (response: useRolesDismissMutation["response"]) => response.dismissAdministrator;

export type Granted = {
  readonly person: string;
  readonly unit: string;
  readonly role: Role;
  readonly on?: string;
};

/** Give and end roles and the administration; what ends can be undone. */
export function useRoles() {
  const { t } = useLingui();
  const { send: sendGrant } = useDeed<useRolesGrantMutation>(granting, grantedOf);
  const { send: sendEnd } = useDeed<useRolesEndMutation>(ending, endedOf);
  const { send: sendAppointment } = useDeed<useRolesAppointMutation>(appointing, appointedOf);
  const { send: sendDismissal } = useDeed<useRolesDismissMutation>(dismissing, dismissedOf);

  const said = (how: Ending<unknown>, words: string, undo?: () => void) => {
    if (how.how === "done") tell(words, { action: undo && { label: t`Undo`, run: undo } });
    else if (how.how === "failed") tell(how.words, { tone: "problem" });
    else
      tell(how.problems.map((problem) => [problem.message, problem.remedy].join(" ")).join(" "), {
        tone: "problem",
      });
    askAgain();
  };

  const grant = (granted: Granted, key = newKey()) =>
    sendGrant({ variables: { input: { ...granted, idempotencyKey: key } } });

  const end = async (membership: string, again: Granted) => {
    const how = await sendEnd({ variables: { input: { membership, idempotencyKey: newKey() } } });
    said(
      how,
      t`The role has ended.`,
      () => void grant(again).then((undone) => said(undone, t`The role is held again.`)),
    );
  };

  const appoint = async (person: string) =>
    said(
      await sendAppointment({ variables: { input: { person, idempotencyKey: newKey() } } }),
      t`Administers the organisation now.`,
      () => void dismiss(person),
    );

  const dismiss = async (person: string): Promise<void> =>
    said(
      await sendDismissal({ variables: { input: { person, idempotencyKey: newKey() } } }),
      t`Administers the organisation no longer.`,
      () => void appoint(person),
    );

  return { grant, end, appoint, dismiss };
}
