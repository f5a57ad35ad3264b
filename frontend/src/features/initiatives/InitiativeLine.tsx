import { Trans, useLingui } from "@lingui/react/macro";
import { X } from "lucide-react";
import { useId, useState } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import "./texts";
import type { InitiativeLine_initiative$key } from "../../__generated__/InitiativeLine_initiative.graphql";
import { formatDay } from "../../lib/days";
import type { ErrandKind } from "../../lib/edits/kinds";
import { useEditedField, useEdits, useRecord } from "../../lib/edits/useEdits";
import { useLocale } from "../../lib/locale";
import { Button } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { inputClass } from "../../ui/Field";
import { sizes } from "../../ui/tokens";
import { EditedText } from "../edits/EditedText";
import { FieldNotes } from "../edits/FieldNotes";
import styles from "./InitiativeLine.module.css";
import {
  type InitiativeLink,
  type InitiativeState,
  initiativeEdits,
  linkInitiative,
  seenOf,
  unlinkInitiative,
} from "./initiativeEdits";
import { useInitiativeStates } from "./words";

export type Linkable = {
  readonly id: string;
  readonly title: string;
  readonly keyResults: readonly { readonly id: string; readonly title: string }[];
};

type Props = {
  initiative: InitiativeLine_initiative$key;
  /** The objectives of the set with the key results that it can be meant to move. */
  objectives: readonly Linkable[];
  mayEdit: boolean;
};

const states = ["PLANNED", "ACTIVE", "DONE", "DROPPED"] as const;

/** One piece of work: what, how far, by when, and which key results it is meant to move. */
export function InitiativeLine({ initiative, objectives, mayEdit }: Props) {
  const { t } = useLingui();
  const id = useId();
  const locale = useLocale();
  const edits = useEdits();
  const stateWords = useInitiativeStates();
  const data = useFragment(
    graphql`
      fragment InitiativeLine_initiative on Initiative {
        id
        ...initiativeEdits_initiative
        keyResults {
          id
          title
        }
      }
    `,
    initiative,
  );
  const [hasText, setHasText] = useState(false);
  const seen = seenOf(data);
  const record = useRecord(initiativeEdits, data.id, seen);
  const title = useEditedField(record, "title", { words: t`Reword the initiative` });
  const text = useEditedField(record, "text", { words: t`Reword the initiative` });
  const state = useEditedField(record, "state", { words: t`Say how far the initiative is` });
  const dueOn = useEditedField(record, "dueOn", { words: t`Set the initiative's day` });
  const linked = new Set(data.keyResults.map((keyResult) => keyResult.id));
  const free = objectives.map((objective) => ({
    ...objective,
    keyResults: objective.keyResults.filter((keyResult) => !linked.has(keyResult.id)),
  }));
  const isOver = state.value === "DONE" || state.value === "DROPPED";
  const link = (kind: ErrandKind<InitiativeLink>, keyResult: string) =>
    edits.perform(kind as unknown as ErrandKind, { initiative: data.id, keyResult }, [data.id]);

  return (
    <li id={data.id} tabIndex={-1} className={styles.line}>
      <div className={classes(styles.title, isOver && styles.over)}>
        <EditedText field={title} label={t`Initiative`} look="lead" isLine isLocked={!mayEdit} />
      </div>
      <div className={styles.facts}>
        {mayEdit ? (
          <select
            className={classes(inputClass, styles.state)}
            aria-label={t`How far: ${title.value}`}
            value={state.value}
            onChange={(event) => state.choose(event.target.value as InitiativeState)}
          >
            {states.map((each) => (
              <option key={each} value={each}>
                {stateWords[each]}
              </option>
            ))}
          </select>
        ) : (
          <span className={styles.about}>{stateWords[state.value]}</span>
        )}
        {mayEdit ? (
          <label className={styles.due} htmlFor={`${id}-due`}>
            <span className={styles.about}>
              <Trans>by</Trans>
            </span>
            <input
              id={`${id}-due`}
              type="date"
              className={inputClass}
              aria-label={t`By when: ${title.value}`}
              value={dueOn.value ?? ""}
              onChange={(event) => dueOn.choose(event.target.value || null)}
            />
          </label>
        ) : (
          dueOn.value && (
            <span className={styles.about}>
              <Trans>by {formatDay(dueOn.value, locale, new Date())}</Trans>
            </span>
          )
        )}
      </div>
      <ul className={styles.links} aria-label={t`Meant to move`}>
        {data.keyResults.map((keyResult) => (
          <li key={keyResult.id} className={styles.link}>
            <span>{keyResult.title}</span>
            {mayEdit && (
              <button
                type="button"
                className={styles.unlink}
                aria-label={t`No longer meant to move “${keyResult.title}”`}
                onClick={() => link(unlinkInitiative, keyResult.id)}
              >
                <X size={sizes.glyph} aria-hidden="true" />
              </button>
            )}
          </li>
        ))}
        {mayEdit && free.some(({ keyResults }) => keyResults.length > 0) && (
          <li>
            <select
              className={styles.add}
              aria-label={t`Meant to move one more key result`}
              value=""
              onChange={(event) => link(linkInitiative, event.target.value)}
            >
              <option value="" disabled>
                {data.keyResults.length === 0 ? t`Which key result is it meant to move?` : t`and …`}
              </option>
              {free.map((objective) => (
                <optgroup key={objective.id} label={objective.title}>
                  {objective.keyResults.map((keyResult) => (
                    <option key={keyResult.id} value={keyResult.id}>
                      {keyResult.title}
                    </option>
                  ))}
                </optgroup>
              ))}
            </select>
          </li>
        )}
      </ul>
      <div className={styles.more}>
        {text.value !== "" || hasText ? (
          <EditedText
            field={text}
            label={t`More about it`}
            placeholder={t`More about it`}
            isLocked={!mayEdit}
          />
        ) : (
          mayEdit && (
            <Button size="small" variant="plain" className={styles.seldom} onClick={() => setHasText(true)}>
              <Trans>Say more about it</Trans>
            </Button>
          )
        )}
        <FieldNotes id={`${id}-state`} field={state} label={t`How far`} say={(value) => stateWords[value]} />
        <FieldNotes id={`${id}-day`} field={dueOn} label={t`By when`} say={(value) => value ?? ""} />
      </div>
    </li>
  );
}
