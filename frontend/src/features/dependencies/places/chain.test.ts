import { describe, expect, it } from "vitest";
import { roomsOf } from "./chain";
import { dependency } from "./examples";

const today = "2027-02-01";

describe("the room in a chain", () => {
  it("is what is left from one step until the next is needed", () => {
    const chain = [
      dependency({ id: "first", neededBy: "2027-02-10" }),
      dependency({ id: "last", neededBy: "2027-02-24" }),
    ];
    expect(roomsOf(chain, today)).toEqual([14, 0]);
  });

  it("begins today where a step is late, and on the day that is offered where one is", () => {
    const chain = [
      dependency({ id: "late", neededBy: "2027-01-20", isLate: true }),
      dependency({ id: "offered", neededBy: "2027-02-05", offeredBy: "2027-02-15" }),
      dependency({ id: "last", neededBy: "2027-02-12" }),
    ];
    expect(roomsOf(chain, today)).toEqual([4, -3, 0]);
  });

  it("is missing where a last step was offered too late", () => {
    const chain = [dependency({ id: "only", neededBy: "2027-02-05", offeredBy: "2027-02-15" })];
    expect(roomsOf(chain, today)).toEqual([-10]);
  });
});
