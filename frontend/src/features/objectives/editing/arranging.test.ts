import { expect, it } from "vitest";
import type { Errand } from "../../../lib/edits/errands";
import { created, existing, sending } from "../../../lib/edits/records";
import { asArranged, begun, rearranged } from "./arranging";

const names = { drop: "drop", restore: "restore", reorder: "reorder", place: "set" };
const errand = (name: string, subject: Errand["subject"]): Errand => ({
  errand: name,
  key: name,
  subject,
  after: [],
  at: 0,
});
const arranged = (present: readonly string[], ...errands: Errand[]) =>
  asArranged(present, errands, names, (id) => id.replace("first_", ""));

it("follows the order that was asked for", () => {
  expect(rearranged(["a", "b", "c"], ["c", "a", "b"])).toEqual(["c", "a", "b"]);
});

it("leaves what came meanwhile where it is, and what went away out", () => {
  expect(rearranged(["a", "x", "b", "y"], ["b", "gone", "a"])).toEqual(["b", "x", "a", "y"]);
});

it("shows a drop at once, and its undo, too", () => {
  expect(arranged(["a", "b"], errand("drop", "a"))).toEqual(["b"]);
  expect(arranged(["a", "b"], errand("drop", "a"), errand("restore", "a"))).toEqual(["a", "b"]);
});

it("knows what was created under its first name", () => {
  expect(arranged(["a", "b"], errand("drop", "first_b"))).toEqual(["a"]);
});

it("follows orders of its own place alone", () => {
  const order = ["b", "a"];
  expect(arranged(["a", "b"], errand("reorder", { okrSet: "set", order }))).toEqual(["b", "a"]);
  expect(arranged(["a", "b"], errand("reorder", { okrSet: "other", order }))).toEqual(["a", "b"]);
});

it("takes a record that is listed before its creation was answered for the one that was begun here", () => {
  const waiting = created("objective", "new_1", "set", { title: "Mine" });
  const known = existing("objective", "o1", { version: 1, fields: { title: "Mine" } });
  const listed = ["o1", "o2", "o3"].map((id) => ({ id, title: id === "o3" ? "Theirs" : "Mine" }));
  const look = (record: typeof waiting) =>
    begun(
      { waiting: () => [record], record: (id) => (id === "o1" ? known : undefined) },
      "objective",
      "set",
      listed,
    );
  expect(look(sending(waiting, "key"))).toEqual(["o2"]);
  expect(look(waiting)).toEqual([]);
});
