import { type ReactNode, useId } from "react";
import { Field } from "../../../ui/Field";
import type { Control } from "./controls";
import { NumberInput } from "./NumberInput";

type Props = {
  control: Control<number | null>;
  label: string;
  measure: string;
  hint?: ReactNode;
  keepAs: string;
};

/** A number of a definition, with its label, what it is counted in, and what is to be said about it. */
export function NumberField({ control, label, measure, hint, keepAs }: Props) {
  const id = useId();
  return (
    <div>
      <Field label={label} hint={hint}>
        {(wiring) => (
          <NumberInput
            wiring={{
              ...wiring,
              "aria-describedby":
                [wiring["aria-describedby"], control.notes && id].filter(Boolean).join(" ") || undefined,
              "aria-invalid": control.isInvalid || undefined,
            }}
            value={control.value}
            measure={measure}
            keepAs={keepAs}
            onChange={control.change}
            onFocus={control.focus}
            onBlur={control.blur}
          />
        )}
      </Field>
      {control.notes?.(id)}
    </div>
  );
}
