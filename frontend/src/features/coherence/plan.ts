import { createContext, useContext } from "react";

/** What the findings are about, for links that lead away from it. */
export type Plan = { readonly okrSetId: string; readonly cycleId: string; readonly year: number };

export const PlanContext = createContext<Plan | null>(null);

export function usePlan(): Plan {
  const plan = useContext(PlanContext);
  if (!plan) throw new Error("Findings are about a plan.");
  return plan;
}
