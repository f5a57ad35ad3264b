import { useLingui } from "@lingui/react/macro";
import "./texts";

export type CaseState = "OPEN" | "AGREED" | "ESCALATED" | "WITHDRAWN";
export type CaseOutcome =
  | "MERGE"
  | "SPLIT"
  | "CO_OWN"
  | "HAND_OVER"
  | "SEQUENCE"
  | "DROP"
  | "KEEP_BOTH"
  | "ESCALATE";

/** How far a case has come. */
export function useCaseStates(): Record<CaseState, string> {
  const { t } = useLingui();
  return {
    OPEN: t`open`,
    ESCALATED: t`escalated`,
    AGREED: t({ message: "agreed", context: "a case" }),
    WITHDRAWN: t({ message: "withdrawn", context: "a case" }),
  };
}

export type OutcomeWords = {
  readonly name: string;
  /** In one sentence, what it comes to. */
  readonly meaning: string;
};

/** What units can agree on. */
export function useOutcomes(): Record<CaseOutcome, OutcomeWords> {
  const { t } = useLingui();
  return {
    MERGE: {
      name: t`Merge`,
      meaning: t`One objective for both; what only the other one had moves into it.`,
    },
    SPLIT: { name: t`Split`, meaning: t`Each unit takes its part, and the words say which.` },
    CO_OWN: {
      name: t`Own together`,
      meaning: t`One objective, owned by several units with a share each.`,
    },
    HAND_OVER: { name: t`Hand over`, meaning: t`One unit takes over what the other one had.` },
    SEQUENCE: {
      name: t`One after the other`,
      meaning: t`One comes first, and the other one waits for it until a day.`,
    },
    DROP: { name: t`Drop one`, meaning: t`One of them goes; the other one is enough.` },
    KEEP_BOTH: {
      name: t`Keep both`,
      meaning: t`Both stay as they are, and the units know why.`,
    },
    ESCALATE: { name: t`Escalate`, meaning: t`The unit above both helps to find a way.` },
  };
}

/** An agreement in words: one that takes back what another case changed says that, and not that all stays as it is. */
export function useAgreedWords(): (
  outcome: CaseOutcome,
  agreed: { readonly undoes: boolean; readonly changes: boolean },
) => OutcomeWords {
  const { t } = useLingui();
  const outcomes = useOutcomes();
  return (outcome, { undoes, changes }) =>
    outcome === "KEEP_BOTH" && undoes && changes
      ? { name: t`Undo it`, meaning: t`What was agreed before is taken back.` }
      : outcomes[outcome];
}
