import { useLingui } from "@lingui/react/macro";
import "./texts";
import type { InitiativeState } from "./initiativeEdits";

/** How far work has come. */
export function useInitiativeStates(): Record<InitiativeState, string> {
  const { t } = useLingui();
  return { PLANNED: t`planned`, ACTIVE: t`under way`, DONE: t`done`, DROPPED: t`given up` };
}
