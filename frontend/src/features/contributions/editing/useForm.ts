import { useCallback, useState } from "react";
import { newKey } from "../../../lib/keys";
import { useDraft } from "../../../lib/useDraft";
import type { Problem } from "../../problems/problems";
import type { Ending } from "../../problems/useDeed";

/**
 * A form that sends one deed: what is typed is kept in the browser, and sending twice does it once.
 *
 * Args:
 *   name: Names the form and the record that it is about.
 *   blank: What it holds when nothing was kept.
 */
export function useForm<Draft extends object>(name: string, blank: () => Draft) {
  const { draft, change, drop } = useDraft<Draft & { key: string }>(name, () => ({
    ...blank(),
    key: newKey(),
  }));
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const [wasTried, setTried] = useState(false);
  /** Take in how the deed ended; true when it was done. */
  const end = useCallback(
    <Response>(ending: Ending<Response>): ending is Extract<Ending<Response>, { how: "done" }> => {
      setProblems(ending.how === "refused" ? ending.problems : []);
      setFailure(ending.how === "failed" ? ending.words : null);
      // The key belongs to what was sent; what is changed after a refusal is a new sending.
      if (ending.how === "refused") change({ key: newKey() } as Partial<Draft & { key: string }>);
      if (ending.how === "done") drop();
      return ending.how === "done";
    },
    [change, drop],
  );
  return {
    draft,
    change: change as (part: Partial<Draft>) => void,
    problems,
    failure,
    wasTried,
    setTried,
    end,
  };
}
