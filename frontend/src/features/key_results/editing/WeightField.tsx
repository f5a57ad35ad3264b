import { useLingui } from "@lingui/react/macro";
import "./texts";
import type { Control } from "./controls";
import { NumberField } from "./NumberField";

type Props = { control: Control<number>; keepAs: string };

/** How much a key result counts beside the others of its objective. */
export function WeightField({ control, keepAs }: Props) {
  const { t } = useLingui();
  return (
    <NumberField
      control={{
        ...control,
        // An empty field is on its way to another number; the weight stays until there is one.
        change: (value) => value !== null && control.change(value),
        choose: (value) => value !== null && control.choose(value),
      }}
      label={t`Weight`}
      measure=""
      hint={t`Beside the others of the objective: 2 counts twice as much as 1.`}
      keepAs={keepAs}
    />
  );
}
