import { useLingui } from "@lingui/react/macro";
import "./texts";

type Entry = { readonly deed: string; readonly nodeType: string; readonly subject?: string | null };

/** What was done, in a sentence without its subject: "changed the key result “Feilede trekk”". */
export function useChangeWords(): (entry: Entry, isChange: boolean, isGone: boolean) => string {
  const { t } = useLingui();
  const ofSets: Record<string, () => string> = {
    proposeOkrSet: () => t`Proposed the OKR set`,
    alignOkrSet: () => t`Aligned the OKR set`,
    commitOkrSet: () => t`Committed to the OKR set`,
    reopenOkrSet: () => t`Opened the OKR set again`,
  };
  const ofContributions: Record<string, (title: string) => string> = {
    proposeContribution: (title) => t`Proposed to contribute to “${title}”`,
    consentToContribution: (title) => t`Agreed to the contribution to “${title}”`,
    declineContribution: (title) => t`Declined the contribution to “${title}”`,
    withdrawContribution: (title) => t`Withdrew the contribution to “${title}”`,
  };
  return ({ deed, nodeType, subject }, isChange, isGone) => {
    const title = subject ?? "";
    if (deed === "restoreObjective" && nodeType === "Objective") return t`Brought the objective back`;
    if (deed.startsWith("restore") && nodeType === "KeyResult") {
      return t`Brought the key result “${title}” back`;
    }
    switch (nodeType) {
      case "OkrSet":
        return ofSets[deed]?.() ?? t`Changed the OKR set`;
      case "CarryOver":
        return t`Carried it over from an earlier cycle`;
      case "Contribution":
        return ofContributions[deed]?.(title) ?? t`Changed the contribution to “${title}”`;
      case "KeyResult":
        if (isGone) return t`Took out the key result “${title}”`;
        return isChange ? t`Changed the key result “${title}”` : t`Wrote the key result “${title}”`;
      default:
        if (isGone) return t`Took out the objective`;
        return isChange ? t`Changed the objective` : t`Wrote the objective “${title}”`;
    }
  };
}
