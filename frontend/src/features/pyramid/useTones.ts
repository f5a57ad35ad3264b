import { useLingui } from "@lingui/react/macro";
import type { Tone } from "./looks";
import "./texts";

/** The word for each tone, beside its shape. */
export function useToneWords(): Record<Tone, string> {
  const { t } = useLingui();
  return {
    onTrack: t`on track`,
    atRisk: t`at risk`,
    offTrack: t`off track`,
    stale: t`not measured lately`,
    notStarted: t`not started`,
    notMeasured: t`not measured`,
    confident: t`the longer, the more confident`,
    agreed: t`contributes upward`,
    proposed: t`contribution proposed`,
    none: t`contributes to nothing`,
  };
}
