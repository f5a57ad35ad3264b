import { useLingui } from "@lingui/react/macro";
import "./texts";

export type Kind = "MISSION" | "VISION" | "STRATEGY";

/** What each kind of direction is called, asks, and how one begins it. */
export function useKindWords(): Record<Kind, { name: string; asks: string; state: string; revise: string }> {
  const { t } = useLingui();
  return {
    MISSION: {
      name: t`Mission`,
      asks: t`What do we stand for?`,
      state: t`State the mission`,
      revise: t`Revise the mission`,
    },
    VISION: {
      name: t`Vision`,
      asks: t`Where do we want to be?`,
      state: t`State the vision`,
      revise: t`Revise the vision`,
    },
    STRATEGY: {
      name: t`Strategy`,
      asks: t`Which way takes us there?`,
      state: t`State a strategy`,
      revise: t`Revise the strategy`,
    },
  };
}
