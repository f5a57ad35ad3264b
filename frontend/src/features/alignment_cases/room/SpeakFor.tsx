import { useLingui } from "@lingui/react/macro";
import { UnitSelect } from "../composing/Selects";
import "./texts";

type Props = {
  units: readonly { readonly id: string; readonly name: string }[];
  value: string;
  onChange: (unit: string) => void;
};

/** For which unit one speaks, asked of those alone who may speak for several. */
export function SpeakFor({ units, value, onChange }: Props) {
  const { t } = useLingui();
  if (units.length < 2) return null;
  return (
    <UnitSelect label={t`We speak for`} units={units} value={value} problem={null} onChange={onChange} />
  );
}
