import { useLingui } from "@lingui/react/macro";
import "./texts";

export type FindingLine = {
  readonly kind: "OVERLAP" | "SHARED_TARGET" | "CONFLICT" | "INTERFACE";
  readonly units: readonly string[];
  /** Of what the first two hold side by side: the key result where the evidence lies, else the objective. */
  readonly titles: readonly string[];
};
export type DependencyAbout = { readonly consumer: string; readonly provider: string; readonly what: string };

export type About = {
  readonly findings: readonly FindingLine[];
  readonly dependencies: readonly DependencyAbout[];
  readonly objectives: readonly string[];
};

/** The question that a case would usually answer, by the first thing that it is about; "" when it is about nothing. */
export function useQuestion({ findings, dependencies, objectives }: About): string {
  const { t } = useLingui();
  const [finding] = findings;
  const [dependency] = dependencies;
  const [one, other] = objectives;
  if (finding) {
    const [unit, otherUnit] = finding.units;
    const [title, otherTitle] = finding.titles;
    const count = finding.units.length;
    switch (finding.kind) {
      case "CONFLICT":
        return t`How can both hold, “${title}” at ${unit} and “${otherTitle}” at ${otherUnit}?`;
      case "INTERFACE":
        return t`Where does ${unit} hand over to ${otherUnit} about “${title}”?`;
      case "SHARED_TARGET":
        return t`${count} units pursue “${title}”: who leads it, and who does what?`;
      case "OVERLAP":
        return t`${unit} and ${otherUnit} both pursue “${title}”: who does what?`;
    }
  }
  if (dependency) {
    const { consumer, provider, what } = dependency;
    return t`What can ${provider} give ${consumer}, and by when: ${what}?`;
  }
  if (one && other) return t`How do “${one}” and “${other}” go together?`;
  if (one) return t`What do we agree on about “${one}”?`;
  return "";
}
