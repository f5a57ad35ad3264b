import { describe, expect, it } from "vitest";
import { runsOf } from "./letters";

describe("letters", () => {
  it("come in runs by the file of the font that has them", () => {
    expect(runsOf("Blåbær – Łódź")).toEqual([
      { text: "Blåbær – ", subset: "latin" },
      { text: "Ł", subset: "ext" },
      { text: "ód", subset: "latin" },
      { text: "ź", subset: "ext" },
    ]);
  });

  it("are put together from letter and accent first", () => {
    expect(runsOf("Bla\u030a")).toEqual([{ text: "Blå", subset: "latin" }]);
  });

  it("leave a dot where the font has none", () => {
    expect(runsOf("🚀 日")).toEqual([{ text: "· ·", subset: "latin" }]);
  });
});
