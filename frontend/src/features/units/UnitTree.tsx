import { useNavigate } from "@tanstack/react-router";
import { UnitChoice } from "./UnitChoice";
import { useUnits } from "./useUnits";

type Props = { currentId: string; onChosen: () => void };

/** All units of today, and the way to any of them. */
export function UnitTree({ currentId, onChosen }: Props) {
  const navigate = useNavigate();
  const { units } = useUnits();
  const choose = (unit: string) => {
    onChosen();
    void navigate({ to: "/contribution", search: (before) => ({ cycle: before.cycle, unit }) });
  };
  return <UnitChoice units={units} currentId={currentId} onChoose={choose} hasFirstFocus />;
}
