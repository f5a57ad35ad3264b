import { describe, expect, it } from "vitest";
import { dependency } from "./examples";
import { byWeek, lanesOf, scaleOf, shareOf } from "./timeline";

const cycle = { startsOn: "2027-01-01", endsOn: "2027-01-28" };
const options = { by: "provider", wordsShare: 0.25, locale: "nb" } as const;

describe("the scale of the timeline", () => {
  it("has the weeks of the cycle", () => {
    const scale = scaleOf(cycle, []);
    expect(scale.weeks.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    expect(shareOf(scale, "2027-01-01")).toBeCloseTo(0.5 / 28);
    expect(shareOf(scale, "2027-01-28")).toBeCloseTo(27.5 / 28);
  });

  it("grows by whole weeks for days outside of the cycle, and says that they are", () => {
    const scale = scaleOf(cycle, [
      dependency({ id: "early", neededBy: "2026-12-30" }),
      dependency({ id: "moved", neededBy: "2027-01-20", offeredBy: "2027-02-02" }),
    ]);
    expect(scale.startsOn).toBe("2026-12-25");
    expect(scale.weeks.map(({ isOutside }) => isOutside)).toEqual([true, false, false, false, false, true]);
    expect(shareOf(scale, "2026-12-30")).toBeGreaterThan(0);
    expect(shareOf(scale, "2027-02-02")).toBeLessThan(1);
  });
});

describe("the lanes", () => {
  const late = dependency({ id: "late", isLate: true, providerUnit: { id: "z", name: "Økonomi" } });
  const app = dependency({ id: "app", providerUnit: { id: "a", name: "App" } });

  it("begin with the unit that is late, then go by name", () => {
    const names = (by: "provider" | "consumer") =>
      lanesOf([app, late], scaleOf(cycle, [app, late]), { ...options, by }).map(({ unit }) => unit.name);
    expect(names("provider")).toEqual(["Økonomi", "App"]);
    expect(names("consumer")).toEqual(["App"]);
  });

  it("put marks whose words would lie on one another on lines of their own", () => {
    const some = ["2027-01-02", "2027-01-04", "2027-01-15"].map((neededBy) =>
      dependency({ id: neededBy, neededBy }),
    );
    const [lane] = lanesOf(some, scaleOf(cycle, some), options);
    expect(lane?.marks.map(({ line }) => line)).toEqual([0, 1, 0]);
    expect(lane?.lines).toBe(2);
  });

  it("turn the words to the left where there is no room on the right", () => {
    const some = [dependency({ id: "last", neededBy: "2027-01-27" })];
    const [lane] = lanesOf(some, scaleOf(cycle, some), options);
    expect(lane?.marks[0]?.isTurned).toBe(true);
  });

  it("keep room for a day that is offered instead", () => {
    const some = [
      dependency({ id: "moved", neededBy: "2027-01-02", offeredBy: "2027-01-16" }),
      dependency({ id: "between", neededBy: "2027-01-08" }),
    ];
    const [lane] = lanesOf(some, scaleOf(cycle, some), options);
    expect(lane?.marks.map(({ line }) => line)).toEqual([0, 1]);
    expect(lane?.marks[0]?.offeredAt).toBeGreaterThan(lane?.marks[0]?.at ?? 1);
  });
});

describe("the weeks", () => {
  it("list what is needed in them, and are left out when nothing is", () => {
    const some = [
      dependency({ id: "b", neededBy: "2027-01-14" }),
      dependency({ id: "a", neededBy: "2027-01-08" }),
    ];
    const weeks = byWeek(some, scaleOf(cycle, some));
    expect(weeks.map(({ week }) => week.number)).toEqual([2]);
    expect(weeks[0]?.dependencies.map(({ id }) => id)).toEqual(["a", "b"]);
  });
});
