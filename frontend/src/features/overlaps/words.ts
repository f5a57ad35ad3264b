import "./texts";
import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { type Kind, kinds } from "./addresses";
import type { Strength } from "./matrix";

/** What the app does not know yet is shown as the plainest of its sort. */
export function kindOf(value: string): Kind {
  return kinds.find((kind) => kind === value) ?? "OVERLAP";
}

type KindWords = {
  readonly name: string;
  /** Several of them, as a choice. */
  readonly all: string;
  /** Says that it is none, as the beginning of a deed. */
  readonly not: string;
  /** Says that it is one, as a deed. */
  readonly is: string;
};

export function useKindWords(): Record<Kind, KindWords> {
  const { t } = useLingui();
  return {
    OVERLAP: { name: t`Overlap`, all: t`Overlaps`, not: t`Not an overlap …`, is: t`It is an overlap` },
    SHARED_TARGET: {
      name: t`Shared target`,
      all: t`Shared targets`,
      not: t`Not a shared target …`,
      is: t`It is a shared target`,
    },
    CONFLICT: { name: t`Conflict`, all: t`Conflicts`, not: t`Not a conflict …`, is: t`It is a conflict` },
    INTERFACE: {
      name: t`Interface`,
      all: t`Interfaces`,
      not: t`Not an interface …`,
      is: t`It is an interface`,
    },
  };
}

export function useStrengthWords(): Record<Strength, string> {
  const { t } = useLingui();
  return {
    POSSIBLE: t`possible`,
    LIKELY: t`likely`,
    STRONG: t`strong`,
    CERTAIN: t`certain`,
  };
}

const strengths = ["POSSIBLE", "LIKELY", "STRONG", "CERTAIN"] as const;

export function strengthOf(value: string): Strength {
  return strengths.find((strength) => strength === value) ?? "POSSIBLE";
}

/** "Overlap, strong"; "Shared target in 4 units". A conflict is known from figures, or not at all. */
export function useHeadWords(): (kind: Kind, strength: Strength, units: number) => string {
  const { t } = useLingui();
  const kindWords = useKindWords();
  const strengthWords = useStrengthWords();
  return (kind, strength, units) => {
    const { name } = kindWords[kind];
    if (kind === "SHARED_TARGET")
      return plural(units, { one: "Shared target in # unit", other: "Shared target in # units" });
    if (kind === "CONFLICT") return name;
    const how = strengthWords[strength];
    return t`${name}, ${how}`;
  };
}

/** By which rule it was found. */
export function useRuleWords(): (rule: string, isCrossLanguage: boolean) => string {
  const { t } = useLingui();
  return (rule, isCrossLanguage) => {
    switch (rule) {
      case "SAME_TEXT":
        return t`the same words`;
      case "SAME_METRIC":
        return t`same metric, same direction`;
      case "OPPOSITE_METRIC":
        return t`same metric, opposite direction`;
      case "SHARED_DEPENDENCY":
        return t`one waits for the other`;
      case "OTHERS_KEY_RESULT":
        return t`work of one moves a key result of the other`;
      default:
        return isCrossLanguage ? t`similar text in two languages` : t`similar text`;
    }
  };
}
