import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { CommentEntry_comment$key } from "../../__generated__/CommentEntry_comment.graphql";
import type { CommentEntry_said$key } from "../../__generated__/CommentEntry_said.graphql";
import { formatInstant } from "../../lib/days";
import { useLocale } from "../../lib/locale";
import { Button } from "../../ui/Button";
import { Disclosure } from "../../ui/Disclosure";
import styles from "./CommentEntry.module.css";
import { CommentForm } from "./CommentForm";
import { RewordForm } from "./RewordForm";
import { useTakeBack } from "./useTakeBack";
import "./texts";

type Props = {
  comment: CommentEntry_comment$key;
  /** The record that it is about. */
  about: string;
  mayComment: boolean;
};

/** A comment with what was answered to it. */
export function CommentEntry({ comment, about, mayComment }: Props) {
  const data = useFragment(
    graphql`
      fragment CommentEntry_comment on Comment {
        id
        authorName
        ...CommentEntry_said
        answers {
          id
          ...CommentEntry_said
        }
      }
    `,
    comment,
  );
  const [isAnswering, setAnswering] = useState(false);
  return (
    <li>
      <Said
        comment={data}
        deed={
          mayComment &&
          !isAnswering && (
            <Button size="small" variant="plain" onClick={() => setAnswering(true)}>
              <Trans>Answer</Trans>
            </Button>
          )
        }
      />
      {(data.answers.length > 0 || isAnswering) && (
        <ol className={styles.answers}>
          {data.answers.map((answer) => (
            <li key={answer.id}>
              <Said comment={answer} deed={null} />
            </li>
          ))}
          {isAnswering && (
            <li>
              <CommentForm
                about={about}
                answerTo={{ id: data.id, name: data.authorName ?? "" }}
                onDone={() => setAnswering(false)}
              />
            </li>
          )}
        </ol>
      )}
    </li>
  );
}

type SaidProps = {
  comment: CommentEntry_said$key;
  deed: ReactNode;
};

function Said({ comment, deed }: SaidProps) {
  const { t } = useLingui();
  const locale = useLocale();
  const data = useFragment(
    graphql`
      fragment CommentEntry_said on Comment {
        id
        text
        authorName
        isOwn
        writtenAt
        editedAt
        earlierWordings {
          text
          writtenAt
        }
        ...RewordForm_comment
        ...useTakeBack_comment
      }
    `,
    comment,
  );
  const { takeBack, sayAgain, isUnderway } = useTakeBack(data);
  const [isRewording, setRewording] = useState(false);
  const { text, authorName } = data;
  const when = (instant: string) => formatInstant(instant, locale, new Date());
  return (
    <article id={data.id} className={styles.said}>
      <p className={styles.head}>
        <b>{authorName}</b> <time dateTime={data.writtenAt}>{when(data.writtenAt)}</time>{" "}
        {text !== null && text !== undefined && data.earlierWordings.length > 0 && (
          <Disclosure label={t`What it said before`} shown={<Trans>edited</Trans>}>
            {() => (
              <ol className={styles.wordings}>
                {data.earlierWordings.map((wording) => (
                  <li key={wording.writtenAt}>
                    <time dateTime={wording.writtenAt}>{when(wording.writtenAt)}</time>
                    <p className={styles.words}>{wording.text}</p>
                  </li>
                ))}
              </ol>
            )}
          </Disclosure>
        )}
      </p>
      {isRewording ? (
        <RewordForm comment={data} onDone={() => setRewording(false)} />
      ) : text === null || text === undefined ? (
        <p className={styles.gone}>
          <Trans>Taken back.</Trans>
        </p>
      ) : (
        <p className={styles.words}>{text}</p>
      )}
      {!isRewording && (
        <p className={styles.deeds}>
          {deed}
          {data.isOwn && (text === null || text === undefined) && (
            <Button size="small" variant="plain" disabled={isUnderway} onClick={() => void sayAgain()}>
              <Trans>Say it again</Trans>
            </Button>
          )}
          {data.isOwn && text !== null && text !== undefined && (
            <>
              <Button size="small" variant="plain" onClick={() => setRewording(true)}>
                <Trans>Edit</Trans>
              </Button>
              <Button size="small" variant="plain" disabled={isUnderway} onClick={() => void takeBack()}>
                <Trans>Take back</Trans>
              </Button>
            </>
          )}
        </p>
      )}
    </article>
  );
}
