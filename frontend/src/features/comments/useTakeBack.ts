import { useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { useTakeBack_comment$key } from "../../__generated__/useTakeBack_comment.graphql";
import type { useTakeBackMutation } from "../../__generated__/useTakeBackMutation.graphql";
import type { useTakeBackRestoreMutation } from "../../__generated__/useTakeBackRestoreMutation.graphql";
import { newKey } from "../../lib/keys";
import { tell } from "../../ui/messages";
import { type Ending, useDeed } from "../problems/useDeed";
import "./texts";

const withdrawal = graphql`
  mutation useTakeBackMutation($input: WithdrawCommentInput!) {
    withdrawComment(input: $input) {
      comment {
        id
        version
        ...CommentEntry_said
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

const restoring = graphql`
  mutation useTakeBackRestoreMutation($input: RestoreCommentInput!) {
    restoreComment(input: $input) {
      comment {
        id
        version
        ...CommentEntry_said
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

const withdrawn = (response: useTakeBackMutation["response"]) => response.withdrawComment;
const restored = (response: useTakeBackRestoreMutation["response"]) => response.restoreComment;

/** Taking one's own comment back, with a way back from that. */
export function useTakeBack(comment: useTakeBack_comment$key) {
  const { t } = useLingui();
  const { id, version } = useFragment(
    graphql`
      fragment useTakeBack_comment on Comment {
        id
        version
      }
    `,
    comment,
  );
  const taking = useDeed<useTakeBackMutation>(withdrawal, withdrawn);
  const saying = useDeed<useTakeBackRestoreMutation>(restoring, restored);
  const complain = (ending: Ending<unknown>) => {
    if (ending.how === "failed") tell(ending.words, { tone: "problem" });
    if (ending.how === "refused") {
      for (const { message, remedy } of ending.problems) tell(`${message} ${remedy}`, { tone: "problem" });
    }
  };
  const sayAgain = async (expectedVersion = version) => {
    complain(
      await saying.send({ variables: { input: { comment: id, expectedVersion, idempotencyKey: newKey() } } }),
    );
  };
  const takeBack = async () => {
    const ending = await taking.send({
      variables: { input: { comment: id, expectedVersion: version, idempotencyKey: newKey() } },
    });
    complain(ending);
    if (ending.how !== "done") return;
    const now = ending.response.withdrawComment.comment?.version ?? version + 1;
    tell(t`Your comment was taken back.`, {
      action: { label: t`Undo`, run: () => void sayAgain(now) },
    });
  };
  return { takeBack, sayAgain, isUnderway: taking.isUnderway || saying.isUnderway };
}
