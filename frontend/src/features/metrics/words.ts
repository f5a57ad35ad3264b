import { useLingui } from "@lingui/react/macro";
import "./texts";
import type { GoodDirection } from "./metrics";

/** Which way a metric had better go, in a few words. */
export function useDirectionWords(): Record<GoodDirection, string> {
  const { t } = useLingui();
  return { UP: t`more is better`, DOWN: t`less is better`, STEADY: t`should stay` };
}

/** What values are often counted in; anything else may be typed. */
export function useMeasureWords(): readonly string[] {
  const { t } = useLingui();
  return ["%", "NOK", "€", t`days`, t`hours`, t`count`, t`points`];
}
