import type { ObjectiveLine } from "./changes";

/** An objective as it was found; what is not one, or may not be seen, has none of the fields. */
type Found = {
  readonly id?: string | undefined;
  readonly title?: string | undefined;
  readonly why?: string | undefined;
  readonly unit?: { readonly id: string; readonly name: string } | undefined;
  readonly keyResults?:
    | readonly {
        readonly id: string;
        readonly title: string;
        readonly kind: string;
        readonly measure: string;
        readonly baseline: number | null | undefined;
        readonly target: number | null | undefined;
      }[]
    | undefined;
};

/** Objectives as they are today, each once, under their units. */
export function objectiveLines(found: readonly Found[]): readonly ObjectiveLine[] {
  const lines = new Map<string, ObjectiveLine>();
  for (const { id, title, why, unit, keyResults } of found) {
    if (!id || !unit) continue;
    lines.set(id, {
      id,
      title: title ?? "",
      why: why ?? "",
      unitId: unit.id,
      unitName: unit.name,
      keyResults: (keyResults ?? []).map((keyResult) => ({
        id: keyResult.id,
        title: keyResult.title,
        measure: keyResult.measure,
        baseline: keyResult.baseline ?? null,
        target: keyResult.target ?? null,
        hasWay: keyResult.kind === "INCREASE" || keyResult.kind === "DECREASE",
      })),
    });
  }
  return [...lines.values()];
}
