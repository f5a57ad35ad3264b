import { useLingui } from "@lingui/react/macro";
import { Field, inputClass } from "../../../ui/Field";
import { type Problem, problemAt } from "../../problems/problems";
import { useUnits } from "../../units/useUnits";
import { type Role, roles, useRoleWords } from "./words";
import "./texts";

type Props = {
  unit: string;
  role: Role;
  problems: readonly Problem[];
  /** What stands first, for choosing no unit. */
  without?: string;
  onChange: (part: { unit?: string; role?: Role }) => void;
};

/** In which unit, and as what. */
export function UnitAndRole({ unit, role, problems, without, onChange }: Props) {
  const { t } = useLingui();
  const words = useRoleWords();
  const { units } = useUnits();
  return (
    <>
      <Field label={t`Unit`} problem={problemAt(problems, "unit")}>
        {(wiring) => (
          <select
            {...wiring}
            className={inputClass}
            value={unit}
            onChange={(event) => onChange({ unit: event.target.value })}
          >
            {without !== undefined && <option value="">{without}</option>}
            {units.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </select>
        )}
      </Field>
      {unit !== "" && (
        <Field label={t`Role`} problem={problemAt(problems, "role")}>
          {(wiring) => (
            <select
              {...wiring}
              className={inputClass}
              value={role}
              onChange={(event) => onChange({ role: event.target.value as Role })}
            >
              {roles.map((each) => (
                <option key={each} value={each}>
                  {words[each]}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
    </>
  );
}
