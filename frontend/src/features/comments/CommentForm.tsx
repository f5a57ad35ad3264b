import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { graphql } from "react-relay/hooks";
import type { CommentFormMutation } from "../../__generated__/CommentFormMutation.graphql";
import { askAgain } from "../../lib/freshness";
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
  mutation CommentFormMutation($input: WriteCommentInput!) {
    writeComment(input: $input) {
      comment {
        id
        objective {
          id
          commentCount
        }
        keyResult {
          id
          commentCount
        }
        moal {
          id
          commentCount
        }
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

const payloadOf = (response: CommentFormMutation["response"]) => response.writeComment;

type Props = {
  about: string;
  answerTo?: { id: string; name: string };
  onDone?: () => void;
};

/** Room for a comment or an answer; what is typed is kept until it is sent. */
export function CommentForm({ about, answerTo, onDone }: Props) {
  const { t } = useLingui();
  const { draft, change, drop } = useDraft(`comment.${answerTo?.id ?? about}`, () => ({
    text: "",
    key: newKey(),
  }));
  const { send, isUnderway } = useDeed<CommentFormMutation>(mutation, payloadOf);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const isEmpty = draft.text.trim() === "";

  const write = async (event: FormEvent) => {
    event.preventDefault();
    if (isEmpty) return;
    const ending = await send({
      variables: {
        input: { about, text: draft.text.trim(), replyTo: answerTo?.id ?? null, idempotencyKey: draft.key },
      },
    });
    setProblems(ending.how === "refused" ? ending.problems : []);
    setFailure(ending.how === "failed" ? ending.words : null);
    if (ending.how === "refused") change({ key: newKey() });
    if (ending.how !== "done") return;
    change({ text: "", key: newKey() });
    drop();
    announce(answerTo ? t`Answered.` : t`Commented.`);
    askAgain();
    onDone?.();
  };

  return (
    <form noValidate className={styles.form} onSubmit={write}>
      <Field
        label={answerTo ? t`Answer ${answerTo.name}` : t`New comment`}
        hint={answerTo ? undefined : t`About the goal and the way there, never about how somebody performs.`}
        problem={problemAt(problems, "text")}
      >
        {(wiring) => (
          <textarea
            {...wiring}
            className={inputClass}
            rows={answerTo ? 2 : 3}
            // biome-ignore lint/a11y/noAutofocus: whoever pressed "Answer" is about to type.
            autoFocus={answerTo !== undefined}
            value={draft.text}
            onChange={(event) => change({ text: event.target.value })}
            onKeyDown={(event) => {
              if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) void write(event);
            }}
          />
        )}
      </Field>
      <ProblemList problems={problems} shownAtFields={["text"]} failure={failure} />
      <p className={styles.deeds}>
        <Button type="submit" size="small" variant="primary" disabled={isUnderway || isEmpty}>
          {answerTo ? <Trans>Answer</Trans> : <Trans>Comment</Trans>}
        </Button>
        {onDone && (
          <Button size="small" variant="plain" onClick={onDone}>
            <Trans>Cancel</Trans>
          </Button>
        )}
      </p>
    </form>
  );
}
