/** What a case is to be about, read from what the address names: whose it is, in which cycle, and in which words. */

import type { About } from "./useQuestion";

type Unit = { readonly id: string; readonly name: string };
type Maybe<Fields> = { readonly [Name in keyof Fields]?: Fields[Name] | undefined };

export type Found = {
  readonly findings: readonly (
    | Maybe<{
        id: string;
        kind: string;
        cycle: { readonly id: string };
        members: readonly {
          readonly unit: Unit;
          readonly objective: { readonly title: string };
          readonly keyResult: { readonly title: string } | null | undefined;
        }[];
      }>
    | null
    | undefined
  )[];
  readonly dependencies: readonly (
    | Maybe<{
        id: string;
        what: string;
        cycle: { readonly id: string };
        consumerUnit: Unit;
        providerUnit: Unit;
      }>
    | null
    | undefined
  )[];
  readonly objectives: readonly (
    | Maybe<{
        id: string;
        title: string;
        cycle: { readonly id: string };
        unit: Unit;
      }>
    | null
    | undefined
  )[];
};

export type Subjects = {
  readonly findings: readonly string[];
  readonly dependencies: readonly string[];
  readonly objectives: readonly string[];
  /** Units whose OKRs it is about, each once. */
  readonly units: readonly Unit[];
  /** The cycle of what comes first; null when it is about nothing. */
  readonly cycle: string | null;
  readonly about: About;
};

const kinds = ["OVERLAP", "SHARED_TARGET", "CONFLICT", "INTERFACE"] as const;

/** Leave out what is not there, or may not be seen. */
export function subjectsOf(found: Found): Subjects {
  const findings = found.findings.flatMap((finding) =>
    finding?.id && finding.members && finding.cycle
      ? [{ id: finding.id, kind: finding.kind, members: finding.members, cycle: finding.cycle }]
      : [],
  );
  const dependencies = found.dependencies.flatMap((one) =>
    one?.id && one.consumerUnit && one.providerUnit && one.cycle
      ? [
          {
            id: one.id,
            what: one.what ?? "",
            consumer: one.consumerUnit,
            provider: one.providerUnit,
            cycle: one.cycle,
          },
        ]
      : [],
  );
  const objectives = found.objectives.flatMap((one) =>
    one?.id && one.unit && one.cycle
      ? [{ id: one.id, title: one.title ?? "", unit: one.unit, cycle: one.cycle }]
      : [],
  );
  const units = [
    ...findings.flatMap(({ members }) => members.map(({ unit }) => unit)),
    ...dependencies.flatMap(({ consumer, provider }) => [consumer, provider]),
    ...objectives.map(({ unit }) => unit),
  ];
  const ids = (some: readonly { readonly id: string }[]) => some.map(({ id }) => id);
  return {
    findings: ids(findings),
    dependencies: ids(dependencies),
    objectives: ids(objectives),
    units: [...new Map(units.map((unit) => [unit.id, { id: unit.id, name: unit.name }])).values()],
    cycle: [...findings, ...dependencies, ...objectives][0]?.cycle.id ?? null,
    about: {
      findings: findings.map(({ kind, members }) => ({
        kind: kinds.find((one) => one === kind) ?? "OVERLAP",
        units: [...new Set(members.map(({ unit }) => unit.name))],
        titles: members.map(({ objective, keyResult }) =>
          kind === "CONFLICT" ? (keyResult?.title ?? objective.title) : objective.title,
        ),
      })),
      dependencies: dependencies.map(({ what, consumer, provider }) => ({
        what,
        consumer: consumer.name,
        provider: provider.name,
      })),
      objectives: objectives.map(({ title }) => title),
    },
  };
}
