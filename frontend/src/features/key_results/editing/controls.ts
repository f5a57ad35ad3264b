import type { ReactNode } from "react";
import type { Definition, DefinitionField } from "./definitions";

/** A part of a definition on the screen: of a record that is saved as one types, or of a form that is sent later. */
export type Control<Type> = {
  readonly value: Type;
  /** Typed: more may follow. */
  readonly change: (value: Type) => void;
  /** Chosen: that is it. */
  readonly choose: (value: Type) => void;
  readonly focus?: () => void;
  readonly blur?: () => void;
  /** What is to be said about it: a rule's no, somebody else's value; null for nothing. */
  readonly notes: ((id: string) => ReactNode) | null;
  readonly isInvalid: boolean;
};

export type DefinitionControls = { readonly [Field in DefinitionField]: Control<Definition[Field]> };

export function definitionOf(controls: DefinitionControls): Definition {
  return {
    kind: controls.kind.value,
    metric: controls.metric.value,
    baseline: controls.baseline.value,
    target: controls.target.value,
    stretch: controls.stretch.value,
    bandLow: controls.bandLow.value,
    bandHigh: controls.bandHigh.value,
    steps: controls.steps.value,
  };
}
