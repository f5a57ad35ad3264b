import { useLingui } from "@lingui/react/macro";
import type { OkrSetState } from "../../__generated__/SetSheet_okrSet.graphql";
import { formatLongDay } from "../../lib/days";
import { useLocale } from "../../lib/locale";
import "./texts";

/** How binding a set is, in words. */
export function useSetStateWords(): (state: OkrSetState, committedAt: string | null) => string {
  const { t } = useLingui();
  const locale = useLocale();
  return (state, committedAt) => {
    const day = committedAt === null ? null : formatLongDay(committedAt, locale);
    const words: Record<OkrSetState, string> = {
      DRAFT: t`Draft`,
      PROPOSED: t`Proposed`,
      ALIGNED: t`Aligned`,
      COMMITTED:
        day === null ? t({ message: "Committed", context: "stage of a set" }) : t`Committed on ${day}`,
      REVIEWED: t`Reviewed`,
      CLOSED: t`Closed`,
    };
    return words[state];
  };
}
