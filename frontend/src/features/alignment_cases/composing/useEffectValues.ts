import { graphql, useFragment } from "react-relay/hooks";
import type { useEffectValues_effects$key } from "../../../__generated__/useEffectValues_effects.graphql";
import type { EffectValues } from "./inputs";

const fragment = graphql`
  fragment useEffectValues_effects on CaseEffect @relay(plural: true) {
    kind
    about
    objective {
      id
    }
    keyResult {
      id
    }
    unit {
      id
    }
    toObjective {
      id
    }
    toKeyResult {
      id
    }
    toMoal {
      id
    }
    dependency {
      id
    }
    contribution {
      id
    }
    metric {
      id
    }
    title
    why
    objectiveKind
    keyResultKind
    measure
    baseline
    target
    stretch
    bandLow
    bandHigh
    weight
    share
    what
    neededBy
    dependencyKind
    fallback
    rationale
  }
`;

/** What a proposal changes, by ids, as one would send it. */
export function useEffectValues(effects: useEffectValues_effects$key): readonly EffectValues[] {
  return useFragment(fragment, effects).map((effect) => ({
    ...effect,
    objective: effect.objective?.id ?? null,
    keyResult: effect.keyResult?.id ?? null,
    unit: effect.unit?.id ?? null,
    toObjective: effect.toObjective?.id ?? null,
    toKeyResult: effect.toKeyResult?.id ?? null,
    toMoal: effect.toMoal?.id ?? null,
    dependency: effect.dependency?.id ?? null,
    contribution: effect.contribution?.id ?? null,
    metric: effect.metric?.id ?? null,
  }));
}
