import { Trans, useLingui } from "@lingui/react/macro";
import { useId, useRef, useState } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import "./texts";
import type { KeyResultEditor_keyResult$key } from "../../../__generated__/KeyResultEditor_keyResult.graphql";
import { useRecord } from "../../../lib/edits/useEdits";
import { useLocale } from "../../../lib/locale";
import { formatValue } from "../../../lib/numbers";
import { Button } from "../../../ui/Button";
import { classes } from "../../../ui/classes";
import { EditedText } from "../../edits/EditedText";
import { useRights } from "../../units/useRights";
import { CaretakerField } from "./CaretakerField";
import { definitionOf } from "./controls";
import { DefinitionFields } from "./DefinitionFields";
import { lacks } from "./definitions";
import styles from "./KeyResultEditor.module.css";
import { keyResultEdits, seenOf } from "./keyResultEdits";
import { ReviseDialog } from "./ReviseDialog";
import { useKeyResultControls } from "./useKeyResultControls";
import { WeightField } from "./WeightField";
import { useLackWords, useSentence } from "./words";

type Props = {
  keyResult: KeyResultEditor_keyResult$key;
  /** The unit has committed to it: what it is measured by changes for a stated reason only. */
  isLocked: boolean;
};

/** One key result of a set, edited where it stands: its words, and below them, as a sentence, what shows it. */
export function KeyResultEditor({ keyResult, isLocked }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const id = useId();
  const data = useFragment(
    graphql`
      fragment KeyResultEditor_keyResult on KeyResult {
        id
        unit {
          id
        }
        cycle {
          id
          state
        }
        objective {
          okrSet {
            state
          }
        }
        ...keyResultEdits_keyResult
      }
    `,
    keyResult,
  );
  const rights = useRights(data.unit.id);
  const mayRevise =
    isLocked &&
    data.objective.okrSet.state === "COMMITTED" &&
    data.cycle.state !== "CLOSED" &&
    rights.includes("REVISE_OKRS");
  const [isOpen, setOpen] = useState(false);
  const opening = useRef<HTMLButtonElement>(null);
  const seen = seenOf(data);
  const record = useRecord(keyResultEdits, data.id, { version: seen.version, fields: seen.fields });
  const controls = useKeyResultControls(record);
  const say = useSentence();
  const lackWords = useLackWords();
  // What was typed and can no longer be saved must not look as if the others saw it, too.
  const definition = isLocked ? seen.fields : definitionOf(controls);
  const { title, weight, caretaker } = isLocked
    ? seen.fields
    : {
        title: controls.title.value,
        weight: controls.weight.value,
        caretaker: controls.caretaker.value,
      };
  // A metric that is called as the key result needs no second mention.
  const isNamed = definition.metric?.name === title;
  const sentence = say(definition, { isNamed });
  const missing = lacks(definition).map((lack) => lackWords[lack]);
  const hasNotes = [controls.kind, controls.metric, controls.baseline, controls.target, controls.stretch]
    .concat(controls.bandLow, controls.bandHigh, controls.steps as never, controls.weight as never)
    .some((control) => control.notes !== null);
  const isShown = !isLocked && (isOpen || hasNotes);
  const about = (
    <>
      <span>{sentence || <Trans>What shows it is not said yet</Trans>}</span>
      {weight !== 1 && (
        <span>
          <Trans>counts {formatValue(weight, locale)} times</Trans>
        </span>
      )}
      {caretaker && (
        <span>
          <Trans>looked after by {caretaker.name}</Trans>
        </span>
      )}
      {missing.length > 0 && (
        <span className={styles.missing}>
          <Trans>Still to be said: {missing.join(", ")}</Trans>
        </span>
      )}
    </>
  );
  /** The focus goes back to what opened it, rather than nowhere. */
  const close = () => {
    setOpen(false);
    opening.current?.focus();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: links lead here, and it only opens what they lead to.
    <div
      id={data.id}
      tabIndex={-1}
      className={styles.keyResult}
      // Who is led here by a link comes to mend what it is measured by.
      onFocus={(event) => event.target === event.currentTarget && setOpen(true)}
    >
      <EditedText
        field={controls.title}
        label={t`Key result`}
        placeholder={t`What will be seen when we succeed`}
        look="lead"
        isLine
        isLocked={isLocked}
      />
      {isLocked && !mayRevise ? (
        <p className={styles.sentence}>{about}</p>
      ) : (
        <button
          ref={opening}
          type="button"
          className={classes(styles.sentence, styles.opening)}
          aria-expanded={isLocked ? undefined : isShown}
          aria-controls={isShown ? id : undefined}
          onClick={() => setOpen(!isOpen)}
        >
          <span className="visually-hidden">
            {isLocked ? t`Change with a reason: ${title}` : t`What shows it: ${title}`}
          </span>
          {about}
          <span className={styles.deed}>
            {isLocked ? <Trans>Change …</Trans> : isShown ? <Trans>Close</Trans> : <Trans>Edit</Trans>}
          </span>
        </button>
      )}
      {isShown && (
        // biome-ignore lint/a11y/useSemanticElements: a field set's border and legend say nothing more here.
        <div
          id={id}
          role="group"
          aria-label={t`What shows it: ${title}`}
          className={styles.fields}
          onKeyDown={(event) => event.key === "Escape" && !event.defaultPrevented && close()}
        >
          <DefinitionFields
            name={data.id}
            controls={controls}
            unitId={data.unit.id}
            cycleId={data.cycle.id}
          />
          <details className={styles.more}>
            <summary>
              <Trans>Weight and caretaker</Trans>
            </summary>
            <div className={styles.rest}>
              <WeightField control={controls.weight} keepAs={`${data.id}.weight`} />
              <CaretakerField control={controls.caretaker} ownUnitId={data.unit.id} />
            </div>
          </details>
          <div>
            <Button size="small" onClick={close}>
              <Trans>Done</Trans>
            </Button>
          </div>
        </div>
      )}
      {mayRevise && isOpen && (
        <ReviseDialog seen={seen} unitId={data.unit.id} cycleId={data.cycle.id} onClose={close} />
      )}
    </div>
  );
}
