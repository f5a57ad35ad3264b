import "./texts";
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useEndKinds } from "../ends";
import { Picker } from "./Picker";
import { grouped, type Target } from "./targets";
import { useTargets } from "./useTargets";
import { useStateWords } from "./words";

type Props = {
  /** Whose contribution it is: what stands above that unit comes first. */
  unitId: string;
  cycleId: string;
  /** What is not offered: our own, and what is helped already. */
  taken: ReadonlySet<string>;
  onChoose: (target: Target) => void;
};

/** Find what an objective helps: Moals, then what the units above want, then everybody else's. */
export function TargetPicker({ unitId, cycleId, taken, onChoose }: Props) {
  const { t } = useLingui();
  const kinds = useEndKinds();
  const states = useStateWords();
  const [text, setText] = useState("");
  const { targets, ancestors, state } = useTargets(text, unitId, cycleId);
  const { moals, above, others } = grouped(targets, ancestors, taken);
  const shown = (some: readonly Target[]) =>
    some.map((target) => ({
      ...target,
      about: [kinds[target.kind], target.unitName, target.when, states[target.state]]
        .filter(Boolean)
        .join(" · "),
    }));
  return (
    <Picker
      label={t`Search Moals, objectives and key results`}
      placeholder={t`Moal, objective or key result`}
      text={text}
      onText={setText}
      state={state}
      groups={[
        { id: "moals", label: t`Moals`, options: shown(moals) },
        { id: "above", label: t`Units above us`, options: shown(above) },
        { id: "others", label: t`Other units`, options: shown(others) },
      ]}
      onChoose={onChoose}
    />
  );
}
