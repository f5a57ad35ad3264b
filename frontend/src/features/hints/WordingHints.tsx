import { Trans, useLingui } from "@lingui/react/macro";
import { MessageCircleMore } from "lucide-react";
import { useRef } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { WordingHint_hint$key } from "../../__generated__/WordingHint_hint.graphql";
import type { WordingHints_objective$key } from "../../__generated__/WordingHints_objective.graphql";
import { sizes } from "../../ui/tokens";
import { useFreshHints } from "./useFreshHints";
import type { Hinted } from "./useHintAnswers";
import { WordingHint } from "./WordingHint";
import styles from "./WordingHints.module.css";
import "./texts";

type Props = { node: WordingHints_objective$key };

type Line = { hinted: Hinted; title: string | null; hint: WordingHint_hint$key; rule: string };

/** What might be worded better in an objective and its key results; said softly to those who write them. */
export function WordingHints({ node }: Props) {
  const { t } = useLingui();
  const { id, title, version, hints, keyResults } = useFragment(
    graphql`
      fragment WordingHints_objective on Objective {
        id
        title
        version
        hints {
          rule
          ...WordingHint_hint
        }
        keyResults {
          id
          title
          version
          hints {
            rule
            ...WordingHint_hint
          }
        }
      }
    `,
    node,
  );
  const region = useRef<HTMLElement>(null);
  useFreshHints(
    [id, ...keyResults.map((each) => each.id)],
    [version, ...keyResults.map((each) => each.version)],
  );
  const lines: Line[] = [
    ...hints.map((hint) => ({ hinted: { id, version }, title: null, hint, rule: hint.rule })),
    ...keyResults.flatMap((each) =>
      each.hints.map((hint) => ({
        hinted: { id: each.id, version: each.version },
        title: each.title,
        hint,
        rule: hint.rule,
      })),
    ),
  ];
  // The region is there before there are hints, so that new ones are told when nothing else is being said.
  return (
    <section
      ref={region}
      tabIndex={-1}
      aria-label={t`Hints on the wording of “${title}”`}
      aria-live="polite"
      aria-relevant="additions"
      className={lines.length > 0 ? styles.region : styles.empty}
    >
      {lines.length > 0 && (
        <>
          <p className={styles.head}>
            <MessageCircleMore size={sizes.icon} aria-hidden="true" />
            <Trans>Worth a thought</Trans>
          </p>
          <ul className={styles.list}>
            {lines.map((line) => (
              <WordingHint
                key={`${line.hinted.id}.${line.rule}`}
                hinted={line.hinted}
                title={line.title}
                hint={line.hint}
                onGone={() => region.current?.focus()}
              />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
