import { describe, expect, it } from "vitest";
import { linkToSee } from "./hereLinks";

describe("the link to what one sees", () => {
  it("names the unit and the cycle, which others would see other ones of", () => {
    expect(linkToSee("https://okr.example/contribution", { unitId: "unit_1", cycleId: "cycle_2" })).toBe(
      "https://okr.example/contribution?unit=unit_1&cycle=cycle_2",
    );
  });

  it("keeps the rest of the address, but no open form", () => {
    const address = "https://okr.example/pyramid?view=list&checkIn=key_result_1#objective_1";
    expect(linkToSee(address, { unitId: "unit_1", cycleId: null })).toBe(
      "https://okr.example/pyramid?view=list&unit=unit_1#objective_1",
    );
  });
});
