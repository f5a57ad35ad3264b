import { useLingui } from "@lingui/react/macro";
import { Field, inputClass } from "../../../ui/Field";
import type { ObjectiveLine } from "./changes";
import "./texts";

type Choice = {
  label: string;
  value: string;
  problem: string | null;
  onChange: (id: string) => void;
};

/** Objectives under the names of their units. */
export function ObjectiveSelect({
  objectives,
  ...choice
}: Choice & { objectives: readonly ObjectiveLine[] }) {
  const units = [...new Set(objectives.map(({ unitName }) => unitName))];
  return (
    <Select {...choice}>
      {units.map((unit) => (
        <optgroup key={unit} label={unit}>
          {objectives
            .filter(({ unitName }) => unitName === unit)
            .map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
        </optgroup>
      ))}
    </Select>
  );
}

/** Key results under their objectives. */
export function KeyResultSelect({
  objectives,
  onlyWithWay,
  ...choice
}: Choice & { objectives: readonly ObjectiveLine[]; onlyWithWay: boolean }) {
  return (
    <Select {...choice}>
      {objectives.map((objective) => (
        <optgroup key={objective.id} label={`${objective.unitName}: ${objective.title}`}>
          {objective.keyResults
            .filter(({ hasWay }) => hasWay || !onlyWithWay)
            .map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
        </optgroup>
      ))}
    </Select>
  );
}

export function UnitSelect({
  units,
  ...choice
}: Choice & { units: readonly { readonly id: string; readonly name: string }[] }) {
  return (
    <Select {...choice}>
      {units.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}

function Select({ label, value, problem, onChange, children }: Choice & { children: React.ReactNode }) {
  const { t } = useLingui();
  return (
    <Field label={label} problem={problem}>
      {(wiring) => (
        <select
          {...wiring}
          className={inputClass}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        >
          <option value="">{t`Choose`}</option>
          {children}
        </select>
      )}
    </Field>
  );
}
