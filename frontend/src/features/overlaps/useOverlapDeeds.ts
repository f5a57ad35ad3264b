import "./texts";
import { useLingui } from "@lingui/react/macro";
import { graphql } from "react-relay/hooks";
import type { useOverlapDeedsConfirmMutation } from "../../__generated__/useOverlapDeedsConfirmMutation.graphql";
import type { useOverlapDeedsDismissMutation } from "../../__generated__/useOverlapDeedsDismissMutation.graphql";
import type { useOverlapDeedsRelabelMutation } from "../../__generated__/useOverlapDeedsRelabelMutation.graphql";
import type { useOverlapDeedsReopenMutation } from "../../__generated__/useOverlapDeedsReopenMutation.graphql";
import { askAgain } from "../../lib/freshness";
import { newKey } from "../../lib/keys";
import { tell } from "../../ui/messages";
import { type Ending, useDeed } from "../problems/useDeed";
import type { Kind } from "./addresses";

const confirmMutation = graphql`
  mutation useOverlapDeedsConfirmMutation($input: ConfirmOverlapInput!) {
    confirmOverlap(input: $input) {
      overlap {
        id
        version
        ...OverlapItem_finding
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

const dismissMutation = graphql`
  mutation useOverlapDeedsDismissMutation($input: DismissOverlapInput!) {
    dismissOverlap(input: $input) {
      overlap {
        id
        version
        ...OverlapItem_finding
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

const reopenMutation = graphql`
  mutation useOverlapDeedsReopenMutation($input: ReopenOverlapInput!) {
    reopenOverlap(input: $input) {
      overlap {
        id
        version
        ...OverlapItem_finding
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

const relabelMutation = graphql`
  mutation useOverlapDeedsRelabelMutation($input: RelabelOverlapInput!) {
    relabelOverlap(input: $input) {
      overlap {
        id
        version
        ...OverlapItem_finding
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

const confirmed = (response: useOverlapDeedsConfirmMutation["response"]) => response.confirmOverlap;
const dismissed = (response: useOverlapDeedsDismissMutation["response"]) => response.dismissOverlap;
const reopened = (response: useOverlapDeedsReopenMutation["response"]) => response.reopenOverlap;
const relabelled = (response: useOverlapDeedsRelabelMutation["response"]) => response.relabelOverlap;

/** A finding as somebody saw it when they decided. */
export type Read = { readonly id: string; readonly version: number };

/** What people say of an overlap finding. Each deed tells that it is done, with the way back. */
export function useOverlapDeeds() {
  const { t } = useLingui();
  const confirming = useDeed<useOverlapDeedsConfirmMutation>(confirmMutation, confirmed);
  const dismissing = useDeed<useOverlapDeedsDismissMutation>(dismissMutation, dismissed);
  const reopening = useDeed<useOverlapDeedsReopenMutation>(reopenMutation, reopened);
  const relabelling = useDeed<useOverlapDeedsRelabelMutation>(relabelMutation, relabelled);

  const complain = (ending: Ending<unknown>) => {
    if (ending.how === "failed") tell(ending.words, { tone: "problem" });
    if (ending.how === "refused") {
      for (const { message, remedy } of ending.problems)
        tell([message, remedy].filter(Boolean).join(" "), { tone: "problem" });
      askAgain();
    }
  };

  /** Take a decision back; true when it is open again. */
  const reopen = async ({ id, version }: Read, onDone?: () => void): Promise<boolean> => {
    const ending = await reopening.send({
      variables: { input: { overlap: id, expectedVersion: version, idempotencyKey: newKey() } },
    });
    complain(ending);
    if (ending.how !== "done") return false;
    askAgain();
    onDone?.();
    return true;
  };

  const confirm = async ({ id, version }: Read): Promise<boolean> => {
    const ending = await confirming.send({
      variables: { input: { overlap: id, expectedVersion: version, note: "", idempotencyKey: newKey() } },
    });
    complain(ending);
    if (ending.how !== "done") return false;
    const now = ending.response.confirmOverlap.overlap?.version ?? version + 1;
    tell(t`Confirmed. The units commit once it is settled.`, {
      action: { label: t`Undo`, run: () => void reopen({ id, version: now }) },
    });
    askAgain();
    return true;
  };

  /** Say that it is nothing, and why. The form shows what was refused. */
  const dismiss = async ({ id, version }: Read, reason: string, key: string, onUndone: () => void) => {
    const ending = await dismissing.send({
      variables: { input: { overlap: id, expectedVersion: version, reason, idempotencyKey: key } },
    });
    if (ending.how === "refused") askAgain();
    if (ending.how !== "done") return ending;
    const now = ending.response.dismissOverlap.overlap?.version ?? version + 1;
    tell(t`Dismissed, until one of the texts changes.`, {
      action: { label: t`Undo`, run: () => void reopen({ id, version: now }, onUndone) },
    });
    askAgain();
    return ending;
  };

  /** Call it something else. Back to what it was found as takes no reason. */
  const relabel = async ({ id, version }: Read, from: Kind, kind: Kind, reason: string, key: string) => {
    const ending = await relabelling.send({
      variables: { input: { overlap: id, expectedVersion: version, kind, reason, idempotencyKey: key } },
    });
    if (ending.how === "refused") askAgain();
    if (ending.how !== "done") return ending;
    const now = ending.response.relabelOverlap.overlap?.version ?? version + 1;
    const undo = async () => {
      complain(
        await relabelling.send({
          variables: {
            input: {
              overlap: id,
              expectedVersion: now,
              kind: from,
              reason: reason || t`Taken back`,
              idempotencyKey: newKey(),
            },
          },
        }),
      );
      askAgain();
    };
    tell(t`It is called something else from now on.`, {
      action: { label: t`Undo`, run: () => void undo() },
    });
    askAgain();
    return ending;
  };

  const isUnderway = [confirming, dismissing, reopening, relabelling].some((deed) => deed.isUnderway);
  return { confirm, dismiss, reopen, relabel, isUnderway };
}
