import { describe, expect, it } from "vitest";
import { anchorOf, answersTo, keyed, kindOf } from "./answers";

const finding = (question: string, severity = "ADVICE", code = "X", nodeId = "objective_1") =>
  ({ question, severity, code, nodeId }) as Parameters<typeof answersTo>[0][number] & {
    code: string;
    nodeId: string;
  };

describe("answersTo", () => {
  it("asks the four questions of planning, whatever was found", () => {
    expect(answersTo([]).map(({ question }) => question)).toEqual([
      "CONTRIBUTION",
      "AMBITION_AND_CAPACITY",
      "CONTRADICTION",
      "DEPENDENCY",
      "ALIGNMENT",
    ]);
  });

  it("begins with what is not written to its end, when there is such a thing", () => {
    const [first] = answersTo([finding("COMPLETENESS", "BLOCKS")]);
    expect(first?.question).toBe("COMPLETENESS");
  });

  it("keeps apart what is to be talked about and what is only good to know", () => {
    const blocks = finding("DEPENDENCY", "BLOCKS");
    const advice = finding("DEPENDENCY");
    const known = finding("DEPENDENCY", "INFORMATION");
    const answer = answersTo([blocks, known, advice]).find(({ question }) => question === "DEPENDENCY");
    expect(answer).toMatchObject({ open: [blocks, advice], known: [known] });
  });
});

describe("kindOf", () => {
  it("reads the kind of record from its id", () => {
    expect(kindOf("key_result_0193")).toBe("key_result");
  });
});

describe("keyed", () => {
  it("tells lines apart that say the same of one record", () => {
    const same = [finding("CONTRADICTION"), finding("CONTRADICTION")];
    expect(new Set(keyed(same).map(({ key }) => key)).size).toBe(2);
  });

  it("gives a line the same key when others come before it", () => {
    const line = finding("DEPENDENCY", "ADVICE", "LATE", "dependency_1");
    const [alone] = keyed([line]);
    const [, later] = keyed([finding("DEPENDENCY", "BLOCKS", "UNDECIDED", "dependency_2"), line]);
    expect(later?.key).toBe(alone?.key);
  });
});

describe("anchorOf", () => {
  it("is the record, or the part of a set in which it is written", () => {
    expect(anchorOf({ code: "KEY_RESULT_INCOMPLETE", nodeId: "key_result_1" })).toBe("key_result_1");
    expect(anchorOf({ code: "CAPACITY_NOT_NOTED", nodeId: "okr_set_1" })).toBe("okr_set_1-capacity");
  });
});
