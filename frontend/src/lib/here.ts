import { createContext, useContext } from "react";

/** Which unit and cycle the app shows, resolved from the address, one's membership and the calendar. */
export type Here = {
  /** The unit of the address, else one's own, else the company. */
  readonly unitId: string;
  /** The cycle of the address, else the one that runs; null when the organisation has none. */
  readonly cycleId: string | null;
  readonly companyId: string;
  /** Units that one is a member of. */
  readonly ownUnitIds: readonly string[];
};

export const HereContext = createContext<Here | null>(null);

export function useHere(): Here {
  const here = useContext(HereContext);
  if (!here) throw new Error("useHere works within the shell only.");
  return here;
}
