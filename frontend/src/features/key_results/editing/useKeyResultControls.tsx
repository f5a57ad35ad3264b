import { useLingui } from "@lingui/react/macro";
import "./texts";
import type { Value } from "../../../lib/edits/records";
import { type EditedField, type RecordEditing, useEditedField } from "../../../lib/edits/useEdits";
import { useLocale } from "../../../lib/locale";
import { formatMeasured } from "../../../lib/measures";
import { formatValue } from "../../../lib/numbers";
import { FieldNotes } from "../../edits/FieldNotes";
import type { Control, DefinitionControls } from "./controls";
import type { Caretaker, KeyResultFields } from "./keyResultEdits";
import { useFieldWords, useKindWords } from "./words";

export type KeyResultControls = DefinitionControls & {
  readonly title: EditedField<string>;
  readonly weight: Control<number>;
  readonly caretaker: Control<Caretaker | null>;
};

/** The fields of a key result that is saved as one types, each with what is to be said about it. */
export function useKeyResultControls(record: RecordEditing<KeyResultFields>): KeyResultControls {
  const { t } = useLingui();
  const locale = useLocale();
  const labels = useFieldWords();
  const kindWords = useKindWords();
  const measure = record.fields.metric?.measure ?? "";
  const sayNumber = (value: number | null) => (value === null ? "" : formatMeasured(value, measure, locale));

  const title = useEditedField(record, "title", { words: t`Reword the key result` });
  const kind = useEditedField(record, "kind", { words: t`Show the key result in another way` });
  const metric = useEditedField(record, "metric", { words: t`Choose a metric` });
  const baseline = useEditedField(record, "baseline", { words: t`Change the start` });
  const target = useEditedField(record, "target", { words: t`Change the target` });
  const stretch = useEditedField(record, "stretch", { words: t`Change the stretch` });
  const bandLow = useEditedField(record, "bandLow", { words: t`Change a limit` });
  const bandHigh = useEditedField(record, "bandHigh", { words: t`Change a limit` });
  const steps = useEditedField(record, "steps", { words: t`Change the steps` });
  const weight = useEditedField(record, "weight", { words: t`Change the weight` });
  const caretaker = useEditedField(record, "caretaker", { words: t`Choose a caretaker` });

  return {
    title,
    kind: controlOf(kind, labels.kind, (value) => kindWords[value].name),
    metric: controlOf(metric, labels.metric, (value) => value?.name ?? ""),
    baseline: controlOf(baseline, labels.baseline, sayNumber),
    target: controlOf(target, labels.target, sayNumber),
    stretch: controlOf(stretch, labels.stretch, sayNumber),
    bandLow: controlOf(bandLow, labels.bandLow, sayNumber),
    bandHigh: controlOf(bandHigh, labels.bandHigh, sayNumber),
    steps: controlOf(steps, labels.steps, (value) => value.map((step) => step.title).join(" → ")),
    weight: controlOf(weight, t`Weight`, (value) => formatValue(value, locale)),
    caretaker: controlOf(caretaker, t`Looked after by`, (value) => value?.name ?? ""),
  };
}

function controlOf<Type extends Value>(
  field: EditedField<Type>,
  label: string,
  say: (value: Type) => string,
): Control<Type> {
  const { value, change, choose, focus, blur, conflict, problems, meanwhile } = field;
  const hasNotes = conflict !== null || problems.length > 0 || meanwhile !== null;
  return {
    value,
    change,
    choose,
    focus,
    blur,
    isInvalid: problems.length > 0,
    notes: hasNotes ? (id) => <FieldNotes id={id} field={field} label={label} say={say} /> : null,
  };
}
