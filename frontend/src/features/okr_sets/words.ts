import { useLingui } from "@lingui/react/macro";
import "./texts";

/** How far a set has come, to follow the name of its cycle. */
export function useSetStateWords(): Record<string, string> {
  const { t } = useLingui();
  return {
    DRAFT: t`draft, seen by the unit and those above it`,
    PROPOSED: t`proposed, seen by everybody`,
    ALIGNED: t`aligned with the others concerned`,
    COMMITTED: t`committed`,
    REVIEWED: t`reviewed`,
    CLOSED: t`closed`,
  };
}
