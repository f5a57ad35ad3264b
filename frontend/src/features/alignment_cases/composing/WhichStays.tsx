import { useLingui } from "@lingui/react/macro";
import type { Outcome } from "../outcomes";
import type { ObjectiveLine } from "./changes";
import { ObjectiveSelect } from "./Selects";

import "./texts";

type Props = {
  outcome: Outcome | null;
  objectives: readonly ObjectiveLine[];
  value: string;
  onChange: (objective: string) => void;
};

/** Which of the objectives an outcome begins from: the suggestions follow it. */
export function WhichStays({ outcome, objectives, value, onChange }: Props) {
  const { t } = useLingui();
  const labels: Partial<Record<Outcome, string>> = {
    MERGE: t`What stays, and takes the rest in`,
    CO_OWN: t`What they own together`,
    HAND_OVER: t`What takes it over`,
    SEQUENCE: t`What comes first`,
    DROP: t`What stays`,
  };
  const label = outcome === null ? undefined : labels[outcome];
  if (label === undefined) return null;
  return (
    <ObjectiveSelect
      label={label}
      objectives={objectives}
      value={value}
      problem={null}
      onChange={(id) => id !== "" && onChange(id)}
    />
  );
}
