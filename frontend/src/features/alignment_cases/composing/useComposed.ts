import { useLingui } from "@lingui/react/macro";
import { useRef } from "react";
import { fetchQuery, graphql, useRelayEnvironment } from "react-relay/hooks";
import type { useComposedQuery } from "../../../__generated__/useComposedQuery.graphql";
import { newKey } from "../../../lib/keys";
import { useDraft } from "../../../lib/useDraft";
import { tell } from "../../../ui/messages";
import { useFailureWords } from "../../problems/problems";
import { asksWhichStays, type Outcome } from "../outcomes";
import { useOutcomes } from "../words";
import { type ObjectiveLine, staysIn } from "./changes";
import { type Composed, type Current, isUntouched, start } from "./composed";
import { changesFrom } from "./inputs";
import "./texts";

const query = graphql`
  query useComposedQuery($case: ID!, $outcome: CaseOutcome!, $stays: ID) {
    suggestedCaseEffects(case: $case, outcome: $outcome, stays: $stays) {
      kind
      objective
      keyResult
      unit
      toObjective
      title
      why
      share
      what
      neededBy
      dependencyKind
    }
  }
`;

type Room = {
  caseId: string;
  current: Current | null;
  /** What the case is about. */
  subjects: readonly ObjectiveLine[];
  /** All that can be changed. */
  objectives: readonly ObjectiveLine[];
  /** Units for which one may speak. */
  ownUnits: readonly { readonly id: string }[];
};

/** What one composes in a case: kept in the browser with every keystroke, and begun from what is up for signature. */
export function useComposed({ caseId, current, subjects, objectives, ownUnits }: Room) {
  const { t } = useLingui();
  const words = useOutcomes();
  const wordsFor = useFailureWords();
  const environment = useRelayEnvironment();
  const asked = useRef(0);
  const begin = () =>
    start(current, ownUnits[0]?.id ?? "", staysIn(current?.changes ?? [], subjects), newKey());
  const { draft, change, drop } = useDraft<Composed>(`case.${caseId}`, begin);
  /** A changed proposal is another one than was sent: it gets a key of its own. */
  const edit = (part: Partial<Composed>) => change({ ...part, key: newKey() });

  /** Put the suggestions of an outcome in; what was edited before comes back with one press. */
  const suggest = async (outcome: Outcome, stays: string) => {
    const before = draft;
    asked.current += 1;
    const mine = asked.current;
    edit({ outcome, stays });
    const variables = { case: caseId, outcome, stays: stays || null };
    try {
      const answer = await fetchQuery<useComposedQuery>(environment, query, variables, {
        networkCacheConfig: { force: true },
      }).toPromise();
      if (mine !== asked.current) return;
      const changes = changesFrom(answer?.suggestedCaseEffects ?? [], objectives, newKey);
      edit({ changes, suggested: changes });
      if (isUntouched(before)) return;
      tell(t`The changes of “${words[outcome].name}” were put in.`, {
        action: { label: t`Undo`, run: () => edit(before) },
      });
    } catch (error) {
      tell(wordsFor(error), { tone: "problem" });
    }
  };
  /** Take the others' proposal as the beginning; one's own comes back with one press. */
  const startFromTheirs = () => {
    const mine = draft;
    const { said: _, unit: __, ...theirs } = begin();
    edit(theirs);
    tell(t`Now you begin from their proposal.`, {
      action: { label: t`Undo`, run: () => edit({ ...mine, basedOn: theirs.basedOn }) },
    });
  };
  const { outcome } = draft;
  return {
    draft,
    edit,
    drop,
    choose: (chosen: Outcome) => void suggest(chosen, draft.stays),
    chooseWhichStays: (stays: string) => {
      if (outcome !== null) void suggest(outcome, stays);
    },
    asksWhichStays: outcome !== null && asksWhichStays.has(outcome) && subjects.length > 1,
    startFromTheirs,
    keepMine: () => edit({ basedOn: current?.number ?? null }),
  };
}
