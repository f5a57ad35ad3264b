import { graphql } from "react-relay/hooks";
import type { useTurnsAlignMutation } from "../../__generated__/useTurnsAlignMutation.graphql";
import type { useTurnsCommitMutation } from "../../__generated__/useTurnsCommitMutation.graphql";
import type { useTurnsProposeMutation } from "../../__generated__/useTurnsProposeMutation.graphql";
import type { useTurnsReopenMutation } from "../../__generated__/useTurnsReopenMutation.graphql";
import { askAgain } from "../../lib/freshness";
import { newKey } from "../../lib/keys";
import type { Problem } from "../problems/problems";
import { type Ending, useDeed } from "../problems/useDeed";

const propose = graphql`
  mutation useTurnsProposeMutation($input: ProposeOkrSetInput!) {
    proposeOkrSet(input: $input) {
      okrSet {
        ...StageBar_okrSet
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
const align = graphql`
  mutation useTurnsAlignMutation($input: AlignOkrSetInput!) {
    alignOkrSet(input: $input) {
      okrSet {
        ...StageBar_okrSet
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
const commit = graphql`
  mutation useTurnsCommitMutation($input: CommitOkrSetInput!) {
    commitOkrSet(input: $input) {
      okrSet {
        ...StageBar_okrSet
        ...CoherencePanel_okrSet
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
const reopen = graphql`
  mutation useTurnsReopenMutation($input: ReopenOkrSetInput!) {
    reopenOkrSet(input: $input) {
      okrSet {
        ...StageBar_okrSet
        ...CoherencePanel_okrSet
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

export type Turn = "propose" | "align" | "commit" | "reopen";

/** How a turn ended: null when it was done. */
export type Refused = { readonly problems: readonly Problem[]; readonly failure: string | null } | null;

function refusalOf(ending: Ending<unknown>): Refused {
  if (ending.how === "done") return null;
  if (ending.how === "failed") return { problems: [], failure: ending.words };
  return { problems: ending.problems, failure: null };
}

const proposed = (response: useTurnsProposeMutation["response"]) => response.proposeOkrSet;
const aligned = (response: useTurnsAlignMutation["response"]) => response.alignOkrSet;
const committed = (response: useTurnsCommitMutation["response"]) => response.commitOkrSet;
const reopened = (response: useTurnsReopenMutation["response"]) => response.reopenOkrSet;

/** Bring a set to its next stage, or one back. */
export function useTurns() {
  const proposing = useDeed<useTurnsProposeMutation>(propose, proposed);
  const aligning = useDeed<useTurnsAlignMutation>(align, aligned);
  const committing = useDeed<useTurnsCommitMutation>(commit, committed);
  const reopening = useDeed<useTurnsReopenMutation>(reopen, reopened);
  const turn = async (
    which: Turn,
    okrSet: string,
    version: number,
    { reason = "", key = newKey() }: { reason?: string; key?: string } = {},
  ): Promise<Refused> => {
    const input = { idempotencyKey: key, okrSet, expectedVersion: version };
    const endings = {
      propose: () => proposing.send({ variables: { input } }),
      align: () => aligning.send({ variables: { input } }),
      commit: () => committing.send({ variables: { input } }),
      reopen: () => reopening.send({ variables: { input: { ...input, reason } } }),
    };
    const refused = refusalOf(await endings[which]());
    // Somebody else was first, or it is done: in both cases other things look different now.
    askAgain();
    return refused;
  };
  const isUnderway = [proposing, aligning, committing, reopening].some((deed) => deed.isUnderway);
  return { turn, isUnderway };
}
