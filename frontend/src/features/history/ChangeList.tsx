import { Trans } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { ChangeList_entry$key } from "../../__generated__/ChangeList_entry.graphql";
import { formatInstant } from "../../lib/days";
import { useLocale } from "../../lib/locale";
import { Chip } from "../../ui/Chip";
import styles from "./ChangeList.module.css";
import { useChangeWords } from "./useChangeWords";
import { useFieldWords } from "./useFieldWords";
import "./texts";

type Props = { entries: ChangeList_entry$key };

/** What was done, by whom and why, newest first; what came after the commitment is marked. */
export function ChangeList({ entries }: Props) {
  const locale = useLocale();
  const deedWords = useChangeWords();
  const fieldWords = useFieldWords();
  const all = useFragment(
    graphql`
      fragment ChangeList_entry on AuditEntry @relay(plural: true) {
        id
        at
        deed
        actorName
        why
        nodeType
        subject
        isAfterCommitment
        fields {
          field
          before
          after
        }
      }
    `,
    entries,
  );
  if (all.length === 0) {
    return (
      <p className={styles.none}>
        <Trans>Nothing was changed since it was brought in.</Trans>
      </p>
    );
  }
  return (
    <ol className={styles.list}>
      {all.map((entry) => {
        // What is new or gone is told as a whole; only a change has two sides.
        const isChange = entry.fields.some(({ before }) => before !== null && before !== undefined);
        const isGone = entry.fields.every(({ after }) => after === null || after === undefined);
        const told = isChange && !isGone && entry.nodeType !== "OkrSet" ? entry.fields : [];
        return (
          <li key={entry.id} className={styles.entry}>
            <p className={styles.head}>
              <time dateTime={entry.at}>{formatInstant(entry.at, locale, new Date())}</time>{" "}
              {entry.actorName || "Samsvar"}
              {entry.isAfterCommitment && entry.nodeType !== "OkrSet" && (
                <>
                  {" "}
                  <Chip>
                    <Trans>after the commitment</Trans>
                  </Chip>
                </>
              )}
            </p>
            <p>{deedWords(entry, isChange, isGone)}</p>
            {told.length > 0 && (
              <dl className={styles.fields}>
                {told.map(({ field, before, after }) => {
                  const words = fieldWords(field, before, after);
                  return words ? (
                    <div key={field} className={styles.field}>
                      <dt>{words.label}</dt>
                      <dd>
                        {words.before !== null && (
                          <>
                            <del>{words.before}</del> →{" "}
                          </>
                        )}
                        {words.after}
                      </dd>
                    </div>
                  ) : null;
                })}
              </dl>
            )}
            {entry.why && <blockquote className={styles.why}>{entry.why}</blockquote>}
          </li>
        );
      })}
    </ol>
  );
}
