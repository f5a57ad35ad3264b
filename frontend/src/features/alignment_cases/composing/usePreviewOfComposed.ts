import { graphql } from "react-relay/hooks";
import type { usePreviewOfComposedQuery } from "../../../__generated__/usePreviewOfComposedQuery.graphql";
import { useSettled } from "../../units/editing/useSettled";
import type { Outcome } from "../outcomes";
import { usePreview } from "../preview/usePreview";
import { type Change, missingIn, type ObjectiveLine } from "./changes";
import { effectInputs, effective } from "./inputs";

const query = graphql`
  query usePreviewOfComposedQuery($input: CaseEffectsPreviewInput!) {
    caseEffectsPreview(input: $input) {
      problems {
        effect
        problem {
          field
          message
          remedy
        }
      }
      ...PreviewShown_preview
    }
  }
`;

/**
 * What a proposal that is being composed would change, a moment after the last keystroke.
 *
 * Args:
 *   version: Of the case: what it is about may have changed with it.
 */
export function usePreviewOfComposed(
  caseId: string,
  version: number,
  outcome: Outcome | null,
  changes: readonly Change[],
  objectives: readonly ObjectiveLine[],
) {
  const isComplete = changes.every((change) => missingIn(change).length === 0);
  const asked =
    outcome === null || !isComplete
      ? null
      : { case: caseId, outcome, effects: effectInputs(changes, objectives) };
  const input = useSettled(asked);
  const { response, isLooking, failure } = usePreview<usePreviewOfComposedQuery>(
    query,
    input && { input },
    version,
  );
  const preview = response?.caseEffectsPreview ?? null;
  /** What the server says about one change, where one edits it. */
  const sent = effective(changes, objectives);
  const problemsOf = (change: Change) =>
    (preview?.problems ?? [])
      .filter(({ effect }) => typeof effect === "number" && sent[effect] === change)
      .map(({ problem }) => [problem.message, problem.remedy].filter(Boolean).join(" "));
  return { preview, isLooking, failure, isComplete, problemsOf };
}
