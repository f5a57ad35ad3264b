import { Trans, useLingui } from "@lingui/react/macro";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import "./texts";
import type { RecordKind } from "../../../lib/edits/kinds";
import { useEdits } from "../../../lib/edits/useEdits";
import { useHere } from "../../../lib/here";
import { afterPress } from "../../../lib/presses";
import { useDraft } from "../../../lib/useDraft";
import { Button } from "../../../ui/Button";
import { classes } from "../../../ui/classes";
import { inputClass } from "../../../ui/Field";
import { announce } from "../../../ui/messages";
import { MetricPicker } from "../../metrics/MetricPicker";
import { blank, type Definition, has, type Kind, kindByMetric, kindByNumbers, kinds } from "./definitions";
import { keyResultEdits } from "./keyResultEdits";
import styles from "./NewKeyResult.module.css";
import { NumberInput } from "./NumberInput";
import { WaitingKeyResults } from "./WaitingKeyResults";
import { useFieldWords, useKindWords } from "./words";

type Draft = { title: string; definition: Definition };

/**
 * A line to write the next key result into: what will be seen, then what shows it, from where to where. Enter adds it
 * from any of the fields, and the next one can be written at once.
 */
export function NewKeyResult({ objectiveId }: { objectiveId: string }) {
  const { t } = useLingui();
  const id = useId();
  const edits = useEdits();
  const { unitId, cycleId } = useHere();
  const words = useFieldWords();
  const kindWords = useKindWords();
  const title = useRef<HTMLInputElement>(null);
  const { draft, change, drop } = useDraft<Draft>(`newKeyResult.${objectiveId}`, () => ({
    title: "",
    definition: blank,
  }));
  // The fields for numbers begin anew with each key result.
  const [round, setRound] = useState(0);
  // Who comes by on the way elsewhere opens nothing; who has begun to write keeps it open for the next one.
  const [isWithin, setWithin] = useState(false);
  const { definition } = draft;
  const { kind, metric } = definition;
  const isOpen = isWithin || draft.title !== "";
  const put = (part: Partial<Definition>) => change({ definition: { ...definition, ...part } });

  const add = () => {
    if (draft.title.trim() === "") {
      title.current?.focus();
      return;
    }
    const fields = { ...definition, kind: kindByNumbers(definition) };
    edits.create(keyResultEdits as unknown as RecordKind, objectiveId, {
      title: draft.title.trim(),
      weight: 1,
      caretaker: null,
      ...fields,
    });
    announce(t`Added: ${draft.title}`);
    change({ title: "", definition: blank });
    drop();
    setRound(round + 1);
    title.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isButton = (event.target as HTMLElement).tagName === "BUTTON";
    if (event.key !== "Enter" || event.nativeEvent.isComposing || event.defaultPrevented || isButton) return;
    event.preventDefault();
    add();
  };
  const number = (field: "baseline" | "target" | "bandLow" | "bandHigh") =>
    has(kind, field) && (
      <div key={`${field} ${round}`} className={styles.number}>
        <label className={styles.label} htmlFor={`${id}-${field}`}>
          {words[field]}
        </label>
        <NumberInput
          wiring={{ id: `${id}-${field}`, "aria-describedby": undefined, "aria-invalid": undefined }}
          value={definition[field]}
          measure={metric?.measure}
          onChange={(value) => put({ [field]: value })}
        />
      </div>
    );

  const takeBack = (text: string, before: Definition) => {
    change({ title: text, definition: before });
    setRound(round + 1);
    title.current?.focus();
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a field set's legend would stand above a single line.
    <div
      role="group"
      aria-label={t`New key result`}
      className={styles.line}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        if (event.currentTarget.contains(event.relatedTarget)) return;
        const line = event.currentTarget;
        afterPress(() => {
          if (!line.contains(document.activeElement)) setWithin(false);
        });
      }}
    >
      <WaitingKeyResults objectiveId={objectiveId} onTakeBack={takeBack} />
      <input
        ref={title}
        className={classes(inputClass, styles.title)}
        aria-label={t`New key result`}
        placeholder={t`Next key result: what will be seen when we succeed`}
        autoComplete="off"
        value={draft.title}
        onChange={(event) => {
          change({ title: event.target.value });
          setWithin(true);
        }}
      />
      {isOpen && (
        <div className={styles.rest}>
          {has(kind, "metric") && (
            <div className={styles.metric}>
              <label className={styles.label} htmlFor={`${id}-metric`}>
                {words.metric}
              </label>
              <MetricPicker
                key={round}
                id={`${id}-metric`}
                unitId={unitId}
                cycleId={cycleId}
                value={metric}
                placeholder={t`What is counted`}
                onChoose={(next) => put({ metric: next, kind: kindByMetric(definition, next) })}
              />
            </div>
          )}
          {kind === "MAINTAIN"
            ? [number("bandLow"), number("bandHigh")]
            : [number("baseline"), number("target")]}
          <label className={styles.kind} htmlFor={`${id}-kind`}>
            <span className={styles.label}>{words.kind}</span>
            <select
              id={`${id}-kind`}
              className={inputClass}
              value={kindByNumbers(definition)}
              onChange={(event) => put({ kind: event.target.value as Kind })}
            >
              {kinds.map((each) => (
                <option key={each} value={each}>
                  {kindWords[each].name}
                </option>
              ))}
            </select>
          </label>
          <Button className={styles.add} onClick={add}>
            <Trans>Add</Trans>
          </Button>
        </div>
      )}
    </div>
  );
}
