import { useLingui } from "@lingui/react/macro";
import { useId } from "react";
import "./texts";
import { Field } from "../../../ui/Field";
import { MetricPicker } from "../../metrics/MetricPicker";
import type { ChosenMetric } from "../../metrics/metrics";
import { type DefinitionControls, definitionOf } from "./controls";
import styles from "./DefinitionFields.module.css";
import { changesOfKind, has, type Kind, kindByMetric } from "./definitions";
import { EarlierCycles } from "./EarlierCycles";
import { KindField } from "./KindField";
import { NumberField } from "./NumberField";
import { StepsEditor } from "./StepsEditor";
import { useFieldWords } from "./words";

type Props = {
  /** Names what is kept of texts that are no numbers yet. */
  name: string;
  controls: DefinitionControls;
  unitId: string;
  cycleId: string;
  /** What a unit has committed to keeps its kind. */
  keepsKind?: boolean;
};

/** What a key result is measured by, each kind with the fields that it has. */
export function DefinitionFields({ name, controls, unitId, cycleId, keepsKind = false }: Props) {
  const { t } = useLingui();
  const id = useId();
  const words = useFieldWords();
  const definition = definitionOf(controls);
  const { kind, metric } = definition;
  const measure = metric?.measure ?? "";

  const chooseKind = (next: Kind) => {
    const changes = changesOfKind(definition, next);
    // First what contradicts the new kind: each of them is saved, and undone, on its own.
    if (changes.stretch === null && definition.stretch !== null) controls.stretch.choose(null);
    if (changes.target === null && definition.target !== null) controls.target.choose(null);
    controls.kind.choose(next);
  };
  const chooseMetric = (next: ChosenMetric | null) => {
    const suggested = keepsKind ? kind : kindByMetric(definition, next);
    if (suggested !== kind) controls.kind.choose(suggested);
    controls.metric.choose(next);
  };
  const number = (field: "baseline" | "target" | "stretch" | "bandLow" | "bandHigh", hint?: string) =>
    has(kind, field) && (
      <NumberField
        key={field}
        control={controls[field]}
        label={words[field]}
        measure={measure}
        hint={hint}
        keepAs={`${name}.${field}`}
      />
    );

  return (
    <div className={styles.fields}>
      {!keepsKind && (
        <div>
          <KindField value={kind} onChoose={chooseKind} />
          {controls.kind.notes?.(`${id}-kind`)}
        </div>
      )}
      {has(kind, "metric") && (
        <div>
          <Field
            label={words.metric}
            hint={metric === null ? t`What others measure already comes up as you type.` : null}
          >
            {(wiring) => (
              <MetricPicker
                id={wiring.id}
                describedBy={wiring["aria-describedby"]}
                isInvalid={controls.metric.isInvalid}
                unitId={unitId}
                cycleId={cycleId}
                value={metric}
                onChoose={chooseMetric}
              />
            )}
          </Field>
          {controls.metric.notes?.(`${id}-metric`)}
        </div>
      )}
      {kind === "MAINTAIN" ? (
        <div className={styles.numbers}>
          {number("bandLow")}
          {number("bandHigh")}
          {number("baseline", t`Where it is now, if you know.`)}
        </div>
      ) : (
        has(kind, "target") && (
          <div className={styles.numbers}>
            {number("baseline")}
            {number("target")}
            {number("stretch", t`A wish beyond the target. It is never counted.`)}
          </div>
        )
      )}
      {metric?.id && has(kind, "baseline") && (
        <EarlierCycles
          metricId={metric.id}
          measure={measure}
          cycleId={cycleId}
          onStart={definition.baseline === null ? controls.baseline.choose : null}
        />
      )}
      {kind === "MILESTONE" && (
        <StepsEditor control={controls.steps} label={words.steps} keepAs={`${name}.steps`} />
      )}
    </div>
  );
}
