import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { RewordForm_comment$key } from "../../__generated__/RewordForm_comment.graphql";
import type { RewordFormMutation } from "../../__generated__/RewordFormMutation.graphql";
import { newKey } from "../../lib/keys";
import { useDraft } from "../../lib/useDraft";
import { Button } from "../../ui/Button";
import { Field, inputClass } from "../../ui/Field";
import { announce } from "../../ui/messages";
import { ProblemList } from "../problems/ProblemList";
import { type Problem, problemAt } from "../problems/problems";
import { useDeed } from "../problems/useDeed";
import styles from "./CommentForm.module.css";
import "./texts";

const mutation = graphql`
  mutation RewordFormMutation($input: RewordCommentInput!) {
    rewordComment(input: $input) {
      comment {
        id
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

const payloadOf = (response: RewordFormMutation["response"]) => response.rewordComment;

/** One's own comment, in other words; the earlier ones stay readable. */
export function RewordForm({ comment, onDone }: { comment: RewordForm_comment$key; onDone: () => void }) {
  const { t } = useLingui();
  const data = useFragment(
    graphql`
      fragment RewordForm_comment on Comment {
        id
        text
        version
      }
    `,
    comment,
  );
  const { draft, change, drop } = useDraft(`rewordComment.${data.id}`, () => ({
    text: data.text ?? "",
    key: newKey(),
  }));
  const { send, isUnderway } = useDeed<RewordFormMutation>(mutation, payloadOf);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const isEmpty = draft.text.trim() === "";

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (isEmpty) return;
    const ending = await send({
      variables: {
        input: {
          comment: data.id,
          text: draft.text.trim(),
          expectedVersion: data.version,
          idempotencyKey: draft.key,
        },
      },
    });
    setProblems(ending.how === "refused" ? ending.problems : []);
    setFailure(ending.how === "failed" ? ending.words : null);
    if (ending.how === "refused") change({ key: newKey() });
    if (ending.how !== "done") return;
    drop();
    announce(t`Saved. The earlier words stay readable.`);
    onDone();
  };

  return (
    <form noValidate className={styles.form} onSubmit={save}>
      <Field label={t`Your comment`} problem={problemAt(problems, "text")}>
        {(wiring) => (
          <textarea
            {...wiring}
            className={inputClass}
            rows={3}
            // biome-ignore lint/a11y/noAutofocus: whoever pressed "Edit" is about to type.
            autoFocus
            value={draft.text}
            onChange={(event) => change({ text: event.target.value })}
          />
        )}
      </Field>
      <ProblemList problems={problems} shownAtFields={["text"]} failure={failure} />
      <p className={styles.deeds}>
        <Button type="submit" size="small" variant="primary" disabled={isUnderway || isEmpty}>
          <Trans>Save</Trans>
        </Button>
        <Button
          size="small"
          variant="plain"
          onClick={() => {
            drop();
            onDone();
          }}
        >
          <Trans>Cancel</Trans>
        </Button>
      </p>
    </form>
  );
}
