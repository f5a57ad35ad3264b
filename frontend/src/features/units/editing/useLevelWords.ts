import { useLingui } from "@lingui/react/macro";
import type { UnitKind } from "./treeOfDay";
import "./texts";

/** What the levels are called. */
export function useLevelWords(): Record<UnitKind, string> {
  const { t } = useLingui();
  return { COMPANY: t`Company`, DIVISION: t`Division`, TEAM: t`Team` };
}
