import { useCallback, useState } from "react";
import { dropDraft, keepDraft, readDraft } from "./drafts";

/**
 * What is typed into a form, kept in the browser with every keystroke until it is dropped.
 *
 * Args:
 *   key: Names the form and the record it is about.
 *   blank: What the form holds when nothing was kept.
 */
export function useDraft<Draft extends object>(key: string, blank: () => Draft) {
  const [draft, setDraft] = useState<Draft>(() => ({ ...blank(), ...readDraft<Draft>(key) }));
  const change = useCallback(
    (part: Partial<Draft>) =>
      setDraft((before) => {
        const after = { ...before, ...part };
        keepDraft(key, after);
        return after;
      }),
    [key],
  );
  const drop = useCallback(() => dropDraft(key), [key]);
  return { draft, change, drop };
}
