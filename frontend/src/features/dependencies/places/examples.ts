import type { Dependency } from "./rows";

/** A promised dependency of App on Betaling, for tests. */
export function dependency(part: Partial<Dependency> & { id: string }): Dependency {
  return {
    what: part.id,
    neededBy: "2027-02-01",
    offeredBy: null,
    kind: "GATES",
    state: "ACCEPTED",
    isLate: false,
    isUndecided: part.state === "REQUESTED" || part.state === "COUNTERED",
    daysLeft: 10,
    fallback: "",
    consumer: end("objective_a"),
    consumerUnit: { id: "unit_a", name: "App" },
    provider: null,
    providerUnit: { id: "unit_b", name: "Betaling" },
    ...part,
  };
}

/** An objective at one end, called by its id. */
export function end(id: string) {
  return { id, title: id, isKeyResult: false, objectiveId: id, objectiveTitle: id };
}
