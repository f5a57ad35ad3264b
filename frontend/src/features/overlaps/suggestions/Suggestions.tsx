import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useRef } from "react";
import { graphql } from "react-relay/hooks";
import type { SuggestionsQuery } from "../../../__generated__/SuggestionsQuery.graphql";
import { tell } from "../../../ui/messages";
import { useLiveQuery } from "../../okr_sets/useLiveQuery";
import { hide, show, useHidden } from "./hiding";
import { Suggestion } from "./Suggestion";
import styles from "./Suggestions.module.css";
import { mostShown, nameOf, suggested } from "./suggesting";

const none: NonNullable<SuggestionsQuery["response"]["objective"]>["overlaps"] = [];

/** Which other units write or measure the same as an objective and its key results: quiet lines below it, for who writes. */
export function Suggestions({ objectiveId: id }: { objectiveId: string }) {
  const { t } = useLingui();
  // By itself, and after the place: nobody waits for it, and it asks again when a reading has found something.
  const { objective } = useLiveQuery<SuggestionsQuery>(
    graphql`
      query SuggestionsQuery($id: ID!) {
        objective(id: $id) {
          id
          title
          overlaps(states: [OPEN]) {
            id
            version
            kind
            strength
            ...Suggestion_finding
          }
        }
      }
    `,
    { id },
  );
  const title = objective?.title ?? "";
  const overlaps = objective?.overlaps ?? none;
  const hidden = useHidden();
  const region = useRef<HTMLElement>(null);
  const found = suggested(overlaps, hidden);
  const first = found[0];
  const onHide = (name: string) => {
    hide(name);
    region.current?.focus({ preventScroll: true });
    tell(t`Hidden here. The alignment still has it.`, { action: { label: t`Undo`, run: () => show(name) } });
  };
  const more = found.length - mostShown;
  // The region is there before there is anything in it, so that what comes is told when nothing else is being said.
  return (
    <section
      ref={region}
      tabIndex={-1}
      aria-label={t`Others who write the same as “${title}”`}
      aria-live="polite"
      aria-relevant="additions"
      className={first ? styles.region : styles.empty}
    >
      {first && (
        <>
          <p className={styles.head}>
            <Trans>Others are at it, too</Trans>
          </p>
          <ul className={styles.list}>
            {found.slice(0, mostShown).map((finding) => (
              <Suggestion
                key={finding.id}
                finding={finding}
                objectiveId={id}
                onHide={() => onHide(nameOf(finding))}
              />
            ))}
          </ul>
          {more > 0 && (
            <p className={styles.deeds}>
              <Link
                to="/alignment"
                search={(before) => ({ unit: before.unit, cycle: before.cycle, finding: first.id })}
              >
                <Trans>{more} more in the alignment</Trans>
              </Link>
            </p>
          )}
        </>
      )}
    </section>
  );
}
