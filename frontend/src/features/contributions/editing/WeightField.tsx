import "./texts";
import { useLingui } from "@lingui/react/macro";
import { useLocale } from "../../../lib/locale";
import { parseDecimal } from "../../../lib/numbers";
import { Field, inputClass } from "../../../ui/Field";

/** The number that was typed as a weight, or null when it is none. */
export function useWeight(typed: string): number | null {
  const weight = parseDecimal(typed, useLocale());
  return weight !== null && weight > 0 ? weight : null;
}

type Props = { typed: string; wasTried: boolean; problem: string | null; onChange: (typed: string) => void };

/** How much a contribution counts beside the others. */
export function WeightField({ typed, wasTried, problem, onChange }: Props) {
  const { t } = useLingui();
  const isWrong = useWeight(typed) === null;
  return (
    <Field
      label={t`Weight`}
      hint={t`Beside the others that help the same: 2 counts twice as much as 1.`}
      problem={wasTried && isWrong ? t`A number above zero.` : problem}
    >
      {(wiring) => (
        <input
          {...wiring}
          className={inputClass}
          inputMode="decimal"
          value={typed}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
