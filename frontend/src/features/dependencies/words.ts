import { useLingui } from "@lingui/react/macro";

type Kind = "GATES" | "SLOWS" | "INFORMS";
type State = "REQUESTED" | "ACCEPTED" | "COUNTERED" | "DECLINED" | "DELIVERED" | "WITHDRAWN";

/** How much something waits, and how far the other unit has answered. */
export function useDependencyWords(): {
  kinds: Record<Kind, string>;
  states: Record<State, string>;
  late: string;
} {
  const { t } = useLingui();
  return {
    kinds: { GATES: t`must come first`, SLOWS: t`slows down`, INFORMS: t`good to know` },
    states: {
      REQUESTED: t`asked for`,
      ACCEPTED: t`promised`,
      COUNTERED: t`another day was offered`,
      DECLINED: t`declined`,
      DELIVERED: t`delivered`,
      WITHDRAWN: t`withdrawn`,
    },
    late: t`late`,
  };
}
