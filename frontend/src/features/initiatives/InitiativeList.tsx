import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useRef, useState } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import "./texts";
import type { InitiativeList_okrSet$key } from "../../__generated__/InitiativeList_okrSet.graphql";
import type { RecordKind } from "../../lib/edits/kinds";
import { shown } from "../../lib/edits/records";
import { useEdits, useKept } from "../../lib/edits/useEdits";
import { useDraft } from "../../lib/useDraft";
import { Button } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { inputClass } from "../../ui/Field";
import { announce } from "../../ui/messages";
import { Section } from "../../ui/Section";
import { useRights } from "../units/useRights";
import { InitiativeLine } from "./InitiativeLine";
import styles from "./InitiativeList.module.css";
import { initiativeEdits } from "./initiativeEdits";

/** The work that a unit plans beside its OKRs. It never counts as progress. */
export function InitiativeList({ okrSet }: { okrSet: InitiativeList_okrSet$key }) {
  const { t } = useLingui();
  const { unit, objectives } = useFragment(
    graphql`
      fragment InitiativeList_okrSet on OkrSet {
        unit {
          id
          initiatives {
            id
            state
            keyResults {
              id
            }
            ...InitiativeLine_initiative
          }
        }
        objectives {
          id
          title
          keyResults {
            id
            title
          }
        }
      }
    `,
    okrSet,
  );
  const mayEdit = useRights(unit.id).includes("DRAFT_OKRS");
  const [showsAll, setShowsAll] = useState(false);
  const ownIds = new Set(objectives.flatMap(({ keyResults }) => keyResults.map(({ id }) => id)));
  // What is over and moved other key results than these is history.
  const isPresent = ({ state, keyResults }: (typeof unit.initiatives)[number]) =>
    state === "PLANNED" || state === "ACTIVE" || keyResults.some(({ id }) => ownIds.has(id));
  const present = unit.initiatives.filter(isPresent);
  const past = unit.initiatives.length - present.length;
  if (!mayEdit && unit.initiatives.length === 0) return null;
  const listed = showsAll ? unit.initiatives : present;

  return (
    <Section title={<Trans>Initiatives</Trans>}>
      <p className={styles.about}>
        <Trans>
          The work that is meant to move the key results. It never counts as progress: only what is measured
          does.
        </Trans>
      </p>
      {listed.length > 0 && (
        <ul className={styles.list} aria-label={t`Initiatives`}>
          {listed.map((initiative) => (
            <InitiativeLine
              key={initiative.id}
              initiative={initiative}
              objectives={objectives}
              mayEdit={mayEdit}
            />
          ))}
        </ul>
      )}
      {mayEdit && <NewInitiative unitId={unit.id} />}
      {past > 0 && (
        <Button size="small" variant="plain" onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? (
            <Trans>Show those of now only</Trans>
          ) : (
            plural(past, { one: "Show # earlier one", other: "Show # earlier ones" })
          )}
        </Button>
      )}
    </Section>
  );
}

/** A line for the next one; Enter plans it. What waits for the server stands above. */
function NewInitiative({ unitId }: { unitId: string }) {
  const { t } = useLingui();
  const edits = useEdits();
  const input = useRef<HTMLInputElement>(null);
  const { draft, change, drop } = useDraft(`newInitiative.${unitId}`, () => ({ title: "" }));
  const waiting = useKept((all) =>
    JSON.stringify(
      all.waiting(initiativeEdits.name, unitId).map((record) => ({
        id: record.id,
        title: String(shown(record, "title")),
        problems: Object.values(record.edits).flatMap((edit) => edit.problems ?? []),
      })),
    ),
  );
  const records: readonly { id: string; title: string; problems: readonly { message: string }[] }[] =
    JSON.parse(waiting);
  const plan = () => {
    const title = draft.title.trim();
    if (title === "") return;
    edits.create(initiativeEdits as unknown as RecordKind, unitId, {
      title,
      text: "",
      state: "PLANNED",
      dueOn: null,
    });
    announce(t`Planned: ${title}`);
    change({ title: "" });
    drop();
  };
  return (
    <>
      {records.map(({ id, title, problems }) => (
        <p key={id} className={styles.waiting}>
          {title}{" "}
          {problems.map(({ message }) => (
            <span key={message} className={styles.problem} role="alert">
              {message}
            </span>
          ))}
          {problems.length > 0 && (
            <Button
              size="small"
              variant="plain"
              onClick={() => {
                if (!edits.discard(id)) return;
                change({ title });
                input.current?.focus();
              }}
            >
              <Trans>Write it differently</Trans>
            </Button>
          )}
        </p>
      ))}
      <input
        ref={input}
        className={classes(inputClass, styles.input)}
        aria-label={t`New initiative`}
        placeholder={t`New initiative, then Enter`}
        autoComplete="off"
        value={draft.title}
        onChange={(event) => change({ title: event.target.value })}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
          event.preventDefault();
          plan();
        }}
      />
    </>
  );
}
