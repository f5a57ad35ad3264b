import { useLingui } from "@lingui/react/macro";
import type { ChangeField, ChangeKind } from "./changes";
import "./texts";

/** What can be done with OKRs, as one says it. */
export function useChangeKinds(): Record<ChangeKind, string> {
  const { t } = useLingui();
  return {
    REWORD_OBJECTIVE: t`Reword an objective`,
    REVISE_KEY_RESULT: t`Change a key result`,
    SHARE_OBJECTIVE: t`Share an objective`,
    MOVE_OBJECTIVE: t`Move an objective to another unit`,
    MOVE_KEY_RESULT: t`Move a key result to another objective`,
    DROP_OBJECTIVE: t`Drop an objective`,
    DROP_KEY_RESULT: t`Drop a key result`,
    ADD_OBJECTIVE: t`Add an objective`,
    ADD_KEY_RESULT: t`Add a key result`,
    ADD_DEPENDENCY: t`Let an objective wait for a unit`,
    ADD_CONTRIBUTION: t`Let an objective contribute to another`,
    RESTORE_OBJECTIVE: t`Bring an objective back`,
    RESTORE_KEY_RESULT: t`Bring a key result back`,
    WITHDRAW_DEPENDENCY: t`Take a dependency back`,
    WITHDRAW_CONTRIBUTION: t`Take a contribution back`,
  };
}

/** How the fields of a change are called; one field means something else in another kind. */
export function useFieldLabels(kind: ChangeKind): Record<ChangeField, string> {
  const { t } = useLingui();
  const waits = kind === "ADD_DEPENDENCY";
  return {
    objective: waits ? t`What waits` : kind === "ADD_CONTRIBUTION" ? t`What contributes` : t`Objective`,
    keyResult: t`Key result`,
    toObjective: kind === "ADD_CONTRIBUTION" ? t`What it contributes to` : t`To which objective`,
    unit:
      kind === "MOVE_OBJECTIVE"
        ? t`To which unit`
        : kind === "SHARE_OBJECTIVE"
          ? t`With which unit`
          : waits
            ? t`For which unit it waits`
            : t`Unit`,
    title: kind === "REVISE_KEY_RESULT" || kind === "ADD_KEY_RESULT" ? t`What is measured` : t`What it says`,
    why: t`Why`,
    measure: t`Measured in`,
    baseline: t`Baseline`,
    target: t`Target`,
    share: t`The unit's share`,
    what: t`What it needs`,
    neededBy: t`By when`,
  };
}
