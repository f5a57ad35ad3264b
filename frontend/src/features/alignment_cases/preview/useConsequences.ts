import { useLingui } from "@lingui/react/macro";
import "./texts";
import type { CaseChanges } from "./useChanges";

/** What follows for links between units, in a sentence each. */
export function useConsequences(): (consequence: CaseChanges["follows"][number]) => string {
  const { t } = useLingui();
  return ({ kind, title, fromUnitName: from, toUnitName: to }) => {
    switch (kind) {
      case "CONTRIBUTION_ADDED":
        return t`${from} contributes to “${title}” (${to}).`;
      case "CONTRIBUTION_REMOVED":
        return t`${from} no longer contributes to “${title}” (${to}).`;
      case "DEPENDENCY_ADDED":
        return t`${from} waits for ${to}: ${title}`;
      case "DEPENDENCY_REMOVED":
        return t`${from} no longer waits for ${to}: ${title}`;
      case "DEPENDENCY_RELEASED":
        return t`${to} still owes ${from} “${title}”, and nothing of its OKRs is about it any more.`;
      default:
        return title;
    }
  };
}
