import { useLingui } from "@lingui/react/macro";
import { Field, inputClass } from "../../../ui/Field";
import { NumberInput } from "../../key_results/editing/NumberInput";
import styles from "./ChangeFields.module.css";
import {
  type Change,
  type ChangeField,
  fieldsOf,
  keyResultIn,
  missingIn,
  type ObjectiveLine,
  shownIn,
} from "./changes";
import { KeyResultSelect, ObjectiveSelect, UnitSelect } from "./Selects";
import "./texts";
import { useFieldLabels } from "./words";

export type UnitLine = { readonly id: string; readonly name: string };

type Props = {
  change: Change;
  objectives: readonly ObjectiveLine[];
  units: readonly UnitLine[];
  /** The last day that helps in the cycle. */
  lastDay: string;
  wasTried: boolean;
  onChange: (part: Partial<Change>) => void;
};

/** The fields of one change. */
export function ChangeFields({ change, objectives, units, lastDay, wasTried, onChange }: Props) {
  const { t } = useLingui();
  const labels = useFieldLabels(change.kind);
  const missing = wasTried ? missingIn(change) : [];
  const measure =
    change.kind === "REVISE_KEY_RESULT"
      ? (keyResultIn(objectives, change.keyResult)?.measure ?? "")
      : change.measure;
  const problemOf = (field: ChangeField) => (missing.includes(field) ? t`This has to be said.` : null);
  const text = (field: "title" | "why" | "what" | "measure", rows: number) => (
    <Field key={field} label={labels[field]} problem={problemOf(field)}>
      {(wiring) =>
        rows === 1 ? (
          <input
            {...wiring}
            className={inputClass}
            value={change[field]}
            onChange={(event) => onChange({ [field]: event.target.value })}
          />
        ) : (
          <textarea
            {...wiring}
            className={inputClass}
            rows={rows}
            value={change[field]}
            onChange={(event) => onChange({ [field]: event.target.value })}
          />
        )
      }
    </Field>
  );
  const number = (field: "baseline" | "target") => (
    <Field key={field} label={labels[field]} problem={problemOf(field)}>
      {(wiring) => (
        <NumberInput
          wiring={wiring}
          value={change[field]}
          measure={measure}
          onChange={(value) => onChange({ [field]: value })}
        />
      )}
    </Field>
  );
  const field = (name: ChangeField) => {
    switch (name) {
      case "objective":
      case "toObjective":
        return (
          <ObjectiveSelect
            key={name}
            label={labels[name]}
            objectives={objectives}
            value={shownIn(change, name, objectives)}
            problem={problemOf(name)}
            onChange={(id) => onChange({ [name]: id })}
          />
        );
      case "keyResult":
        return (
          <KeyResultSelect
            key={name}
            label={labels.keyResult}
            objectives={objectives}
            onlyWithWay={change.kind === "REVISE_KEY_RESULT"}
            value={change.keyResult}
            problem={problemOf(name)}
            onChange={(keyResult) => onChange({ keyResult })}
          />
        );
      case "unit":
        return (
          <UnitSelect
            key={name}
            label={labels.unit}
            units={units}
            value={shownIn(change, name, objectives)}
            problem={problemOf(name)}
            onChange={(unit) => onChange({ unit })}
          />
        );
      case "title":
        return text("title", 2);
      case "why":
      case "what":
        return text(name, 2);
      case "measure":
        return text("measure", 1);
      case "baseline":
      case "target":
        return number(name);
      case "share":
        return (
          <Field key={name} label={labels.share} problem={problemOf("share")}>
            {(wiring) => (
              <NumberInput
                wiring={wiring}
                value={change.share === null ? null : Math.round(change.share * 1000) / 10}
                measure="%"
                onChange={(percent) => onChange({ share: percent === null ? null : percent / 100 })}
              />
            )}
          </Field>
        );
      case "neededBy":
        return (
          <Field key={name} label={labels.neededBy} problem={problemOf("neededBy")}>
            {(wiring) => (
              <input
                {...wiring}
                type="date"
                className={inputClass}
                max={lastDay}
                value={change.neededBy}
                onChange={(event) => onChange({ neededBy: event.target.value })}
              />
            )}
          </Field>
        );
    }
  };
  return <div className={styles.fields}>{fieldsOf[change.kind].map(field)}</div>;
}
