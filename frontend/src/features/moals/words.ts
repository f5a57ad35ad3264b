import { useLingui } from "@lingui/react/macro";
import "./texts";

export type MoalState = "PROPOSED" | "AGREED" | "ACHIEVED" | "DROPPED";

/** How far a Moal has come as an agreement, in a word. */
export function useMoalStates(): Record<MoalState, string> {
  const { t } = useLingui();
  return { PROPOSED: t`Proposed`, AGREED: t`Agreed`, ACHIEVED: t`Achieved`, DROPPED: t`Dropped` };
}
