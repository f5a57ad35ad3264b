/** What a key result is measured by, while it is being written: pure rules beside the server's own. */

import type { ChosenMetric } from "../../metrics/metrics";
import type { Step } from "./steps";

export const kinds = ["INCREASE", "DECREASE", "MAINTAIN", "MILESTONE", "BASELINE"] as const;
export type Kind = (typeof kinds)[number];

export type Definition = {
  readonly kind: Kind;
  readonly metric: ChosenMetric | null;
  readonly baseline: number | null;
  readonly target: number | null;
  readonly stretch: number | null;
  readonly bandLow: number | null;
  readonly bandHigh: number | null;
  readonly steps: readonly Step[];
};

export const blank: Definition = {
  kind: "INCREASE",
  metric: null,
  baseline: null,
  target: null,
  stretch: null,
  bandLow: null,
  bandHigh: null,
  steps: [],
};

export type NumberField = "baseline" | "target" | "stretch" | "bandLow" | "bandHigh";
export type DefinitionField = keyof Definition;

const onTheWay: readonly Kind[] = ["INCREASE", "DECREASE"];

export function isOnTheWay(kind: Kind): boolean {
  return onTheWay.includes(kind);
}

/** What a key result of a kind has; all else is left out of it. */
export function has(kind: Kind, field: DefinitionField): boolean {
  switch (field) {
    case "kind":
      return true;
    case "metric":
      return kind !== "MILESTONE";
    case "baseline":
      return isOnTheWay(kind) || kind === "MAINTAIN";
    case "target":
    case "stretch":
      return isOnTheWay(kind);
    case "bandLow":
    case "bandHigh":
      return kind === "MAINTAIN";
    case "steps":
      return kind === "MILESTONE";
  }
}

/** A definition with nothing in it that its kind does not have. */
export function trimmed(definition: Definition): Definition {
  const kept = Object.entries(definition).filter(([field]) =>
    has(definition.kind, field as DefinitionField),
  ) as [DefinitionField, never][];
  return { ...blank, ...Object.fromEntries(kept) };
}

/**
 * The kind that the two ends of the way make it: whoever writes "from 4 to 2" means that it falls. Other kinds, and
 * ways with one end, stay what they are.
 */
export function kindByNumbers({ kind, baseline, target }: Definition): Kind {
  if (!isOnTheWay(kind) || baseline === null || target === null || baseline === target) return kind;
  return target > baseline ? "INCREASE" : "DECREASE";
}

/** The kind that a metric suggests to a key result of which nothing else is known. */
export function kindByMetric(definition: Definition, metric: ChosenMetric | null): Kind {
  const { kind, baseline, target } = definition;
  if (!metric || !isOnTheWay(kind) || baseline !== null || target !== null) return kind;
  return { UP: "INCREASE", DOWN: "DECREASE", STEADY: "MAINTAIN" }[metric.goodDirection] as Kind;
}

/** What changes with a kind that somebody chose: a target on the other side of the baseline goes. */
export function changesOfKind(definition: Definition, kind: Kind): Partial<Definition> {
  const after = { ...definition, kind };
  if (kindByNumbers(after) === kind) return { kind };
  return { kind, target: null, stretch: null };
}

/** As the server takes it: whole, and without what its kind does not have. */
export function asMeasured(definition: Definition) {
  const { metric, steps, ...values } = trimmed(definition);
  const isNew = metric !== null && metric.id === null;
  return {
    ...values,
    metric: metric?.id ?? null,
    newMetric: isNew
      ? { name: metric.name, measure: metric.measure, goodDirection: metric.goodDirection }
      : null,
    steps: steps.map(({ title, share }) => ({ title, share })),
  };
}

export type Lack = "metric" | "baseline" | "target" | "band" | "steps" | "distance";

/** What is still to be said before a unit can commit to it, as the server lists it too. */
export function lacks(definition: Definition): readonly Lack[] {
  const { kind, metric, baseline, target, bandLow, bandHigh, steps } = definition;
  if (kind === "MILESTONE") return steps.length === 0 ? ["steps"] : [];
  const found: Lack[] = [];
  if (metric === null) found.push("metric");
  if (kind === "MAINTAIN" && bandLow === null && bandHigh === null) found.push("band");
  if (isOnTheWay(kind)) {
    if (baseline === null) found.push("baseline");
    if (target === null) found.push("target");
    if (target !== null && target === baseline) found.push("distance");
  }
  return found;
}
