import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { WordingHint_hint$key } from "../../__generated__/WordingHint_hint.graphql";
import { Button } from "../../ui/Button";
import { type Hinted, useHintAnswers } from "./useHintAnswers";
import styles from "./WordingHints.module.css";
import "./texts";

type Props = {
  hinted: Hinted;
  /** Of the key result that it is about; null where it is about the objective itself. */
  title: string | null;
  hint: WordingHint_hint$key;
  /** Called when it was put aside: the button that had the focus is gone then. */
  onGone: () => void;
};

/** One hint: what was found, in which words, and why the method minds. */
export function WordingHint({ hinted, title, hint, onGone }: Props) {
  const { t } = useLingui();
  const { rule, message, why, words } = useFragment(
    graphql`
      fragment WordingHint_hint on Hint {
        rule
        message
        why
        words {
          field
          start
          text
        }
      }
    `,
    hint,
  );
  const { dismiss, isUnderway } = useHintAnswers(hinted, rule);
  return (
    <li className={styles.hint}>
      <p>
        {title !== null && (
          <a href={`#${hinted.id}`} className={styles.title}>
            {title}
          </a>
        )}
        <span className={styles.message}>{message}</span>{" "}
        {words.map(({ field, start, text }) => (
          <mark key={`${field}.${start}`} className={styles.words}>
            {text}
          </mark>
        ))}
      </p>
      <p className={styles.why}>{why}</p>
      <Button
        size="small"
        variant="plain"
        disabled={isUnderway}
        aria-label={t`Not so here: ${message}`}
        className={styles.dismiss}
        onClick={async () => {
          if (await dismiss()) onGone();
        }}
      >
        <Trans>Not so here</Trans>
      </Button>
    </li>
  );
}
