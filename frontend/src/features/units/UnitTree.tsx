import { useNavigate } from "@tanstack/react-router";
import { UnitChoice } from "./UnitChoice";
import type { UnitPlace } from "./unitPlaces";
import { useUnits } from "./useUnits";

type Props = { currentId: string; place: UnitPlace; onChosen: () => void };

/** All units of today, and the way to any of them. */
export function UnitTree({ currentId, place, onChosen }: Props) {
  const navigate = useNavigate();
  const { units } = useUnits();
  const choose = (unit: string) => {
    onChosen();
    void navigate({ to: place, search: (before) => ({ cycle: before.cycle, unit }) });
  };
  return <UnitChoice units={units} currentId={currentId} onChoose={choose} hasFirstFocus />;
}
