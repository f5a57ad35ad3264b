import { useLingui } from "@lingui/react/macro";
import "./texts";
import type { DependencyKind } from "../../../__generated__/DependencyAnswer_dependency.graphql";

export type { DependencyKind };

export const dependencyKinds: readonly DependencyKind[] = ["GATES", "SLOWS", "INFORMS"];

type KindWords = { readonly asked: string; readonly told: string };

/** What happens without it: as who asks says it, and as others are told. */
export function useKindSentences(): Record<DependencyKind, KindWords> {
  const { t } = useLingui();
  return {
    GATES: { asked: t`We can't go on without it`, told: t`They can't go on without it.` },
    SLOWS: { asked: t`We get there without it, but slower`, told: t`Without it they get there, but slower.` },
    INFORMS: { asked: t`We only need to know`, told: t`They only need to know.` },
  };
}
