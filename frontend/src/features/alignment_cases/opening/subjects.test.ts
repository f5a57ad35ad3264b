import { expect, it } from "vitest";
import { subjectsOf } from "./subjects";

const betaling = { id: "u1", name: "Betaling" };
const risk = { id: "u2", name: "Risk" };
const side = (unit: typeof betaling, title: string, keyResult: string | null = null) => ({
  unit,
  objective: { title },
  keyResult: keyResult === null ? null : { title: keyResult },
});

it("names each unit once, and takes the cycle of what it is about", () => {
  const subjects = subjectsOf({
    findings: [
      {
        id: "f",
        kind: "OVERLAP",
        cycle: { id: "coming" },
        members: [side(betaling, "Calm payments"), side(risk, "Payments to rely on")],
      },
    ],
    dependencies: [],
    objectives: [{ id: "o", title: "Calm payments", cycle: { id: "coming" }, unit: betaling }],
  });
  expect(subjects.units).toEqual([betaling, risk]);
  expect(subjects.cycle).toBe("coming");
  expect(subjects.about.findings[0]?.titles).toEqual(["Calm payments", "Payments to rely on"]);
});

it("speaks of key results where two pull against each other", () => {
  const { about } = subjectsOf({
    findings: [
      {
        id: "f",
        kind: "CONFLICT",
        cycle: { id: "c" },
        members: [side(betaling, "A", "More checks"), side(risk, "B", "Fewer checks")],
      },
    ],
    dependencies: [],
    objectives: [],
  });
  expect(about.findings[0]?.titles).toEqual(["More checks", "Fewer checks"]);
});

it("leaves out what is not there, and what is of another type than the address says", () => {
  const subjects = subjectsOf({ findings: [null, {}], dependencies: [null], objectives: [{}] });
  expect(subjects).toMatchObject({ findings: [], dependencies: [], objectives: [], units: [], cycle: null });
});
