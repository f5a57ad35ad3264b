import type { PlanningQuestion } from "../../__generated__/useCoherenceQuery.graphql";

type Told = { readonly question: PlanningQuestion; readonly severity: string };

/** What was found for one question: what is to be mended or talked about, and what is only good to know. */
export type Answer<Of extends Told> = {
  readonly question: PlanningQuestion;
  readonly open: readonly Of[];
  readonly known: readonly Of[];
};

const asked: readonly PlanningQuestion[] = [
  "COMPLETENESS",
  "CONTRIBUTION",
  "AMBITION_AND_CAPACITY",
  "CONTRADICTION",
  "DEPENDENCY",
  "ALIGNMENT",
];

/** The questions in the order in which planning asks them; the set's completeness only when something is missing. */
export function answersTo<Of extends Told>(findings: readonly Of[]): readonly Answer<Of>[] {
  return asked
    .map((question) => {
      const own = findings.filter((finding) => finding.question === question);
      return {
        question,
        open: own.filter(({ severity }) => severity !== "INFORMATION"),
        known: own.filter(({ severity }) => severity === "INFORMATION"),
      };
    })
    .filter(({ question, open }) => question !== "COMPLETENESS" || open.length > 0);
}

/** What kind of record an id names. */
export function kindOf(id: string): string {
  return id.slice(0, id.lastIndexOf("_"));
}

/** Keys of lines that may repeat: by what they say of which record, and which one of those it is. */
export function keyed<Of extends { readonly code: string; readonly nodeId: string }>(
  findings: readonly Of[],
): readonly { readonly key: string; readonly finding: Of }[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const name = `${finding.code} ${finding.nodeId}`;
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    return { key: `${name} ${count}`, finding };
  });
}

/** Parts of a set that have a region of their own on its page: where one writes what the finding misses. */
const regions: Readonly<Record<string, string>> = {
  NOTHING_TO_COMMIT_TO: "objective",
  CAPACITY_NOT_NOTED: "capacity",
  MORE_THAN_BEFORE: "capacity",
  OTHERS_WAIT_FOR_US: "capacity",
};

/** Where on the page of its set a finding is mended: the anchor of the region. */
export function anchorOf({ code, nodeId }: { readonly code: string; readonly nodeId: string }): string {
  const region = regions[code];
  return region ? `${nodeId}-${region}` : nodeId;
}
