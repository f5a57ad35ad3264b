import { describe, expect, it } from "vitest";
import { fileName, nameIn } from "./downloads";

describe("the name of a download", () => {
  it("is the one with all its letters", () => {
    const header = "attachment; filename=\"OKR Lan.csv\"; filename*=UTF-8''OKR%20L%C3%A5n.csv";
    expect(nameIn(header)).toBe("OKR Lån.csv");
  });

  it("is none where the server gave none", () => {
    expect(nameIn(null)).toBeNull();
    expect(nameIn("inline")).toBeNull();
  });

  it("holds nothing that a file system minds", () => {
    expect(fileName("Pyramide: Fjord/bank", '2026 "T1"\n')).toBe("Pyramide Fjord bank 2026 T1");
  });
});
