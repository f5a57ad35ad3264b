import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { TypedSuggestionsQuery } from "../../../__generated__/TypedSuggestionsQuery.graphql";
import styles from "./Suggestions.module.css";
import { useSimilar } from "./useSimilar";

type Props = {
  okrSetId: string;
  /** What stands in the line, not yet saved. */
  text: string;
};

/** What others write that is like the line that somebody is typing: below it, so that nothing moves under their hands. */
export function TypedSuggestions({ okrSetId, text }: Props) {
  const { t } = useLingui();
  const { node } = useLazyLoadQuery<TypedSuggestionsQuery>(
    graphql`
      query TypedSuggestionsQuery($id: ID!) {
        node(id: $id) {
          ... on OkrSet {
            unit {
              id
            }
            cycle {
              id
            }
          }
        }
      }
    `,
    { id: okrSetId },
  );
  const found = useSimilar(text, node?.unit?.id ?? "", node?.cycle?.id ?? "");
  return (
    <section
      aria-label={t`Others who write something like it`}
      aria-live="polite"
      className={found.length > 0 ? styles.region : styles.empty}
    >
      {found.length > 0 && (
        <ul className={styles.list}>
          {found.map(({ objective, keyResult, rule }) => {
            const unit = objective.unit.name;
            const title = keyResult?.title ?? objective.title;
            return (
              <li key={objective.id} className={styles.said}>
                {rule === "SAME_TEXT" ? (
                  <Trans>{unit} writes the same:</Trans>
                ) : (
                  <Trans>{unit} writes something similar:</Trans>
                )}{" "}
                <Link
                  to="/objectives/$objectiveId"
                  params={{ objectiveId: objective.id }}
                  hash={keyResult?.id}
                  target="_blank"
                >
                  {title}
                </Link>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
