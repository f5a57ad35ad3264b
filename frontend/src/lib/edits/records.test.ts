import { describe, expect, it } from "vitest";
import type { EditedRecord, Refusal } from "./records";
import * as records from "./records";

const start = (title = "Known by all", why = "") =>
  records.existing("objective", "objective_1", { version: 3, fields: { title, why } });

const typed = (record: EditedRecord, value: string, base = "Known by all") =>
  records.typed(record, "title", value, base);

const told = (record: EditedRecord, version: number, title: string, why = "") =>
  records.told(record, { version, fields: { title, why } });

const refusal = (field: string): Refusal => ({
  code: "TEXT_MISSING",
  field,
  message: "Empty.",
  remedy: "",
  details: [],
});

describe("typing", () => {
  it("shows what was typed, and keeps it until the server has it", () => {
    const record = typed(start(), "Known by most");
    expect(records.shown(record, "title")).toBe("Known by most");
    expect(records.isKept(record)).toBe(true);
    expect(records.sendable(record)).toEqual({ title: "Known by most" });
  });

  it("is no edit any more when the text is back to what it was", () => {
    const record = typed(typed(start(), "Known by most"), "Known by all ");
    expect(records.isKept(record)).toBe(false);
  });

  it("is an edit still when the old text comes back while the new one is under way", () => {
    const sent = records.sending(typed(start(), "Known by most"), "key");
    const back = typed(sent, "Known by all");
    expect(records.shown(back, "title")).toBe("Known by all");
    const saved = records.saved(back, "objective_1", {
      version: 4,
      fields: { title: "Known by most", why: "" },
    });
    expect(records.sendable(saved)).toEqual({ title: "Known by all" });
  });
});

describe("saving", () => {
  it("sends each deed with the version that it is based on", () => {
    expect(records.sending(typed(start(), "New"), "key").sent).toEqual({
      key: "key",
      version: 3,
      changes: { title: "New" },
    });
  });

  it("bases what was typed meanwhile on what was saved", () => {
    const sent = records.sending(typed(start(), "New"), "key");
    const saved = records.saved(typed(sent, "Newer"), "objective_1", {
      version: 4,
      fields: { title: "New", why: "" },
    });
    expect(saved.edits.title).toEqual({ value: "Newer", base: "New" });
    expect(saved.sent).toBeNull();
  });

  it("takes its own change for its own when it arrives live before the answer", () => {
    const sent = records.sending(typed(start(), "New"), "key");
    const early = typed(told(sent, 4, "New"), "Newer");
    expect(early.edits.title?.conflict).toBeUndefined();
    const saved = records.saved(early, "objective_1", { version: 4, fields: { title: "New", why: "" } });
    expect(saved.edits.title?.conflict).toBeUndefined();
    expect(records.sendable(saved)).toEqual({ title: "Newer" });
  });

  it("does not take the server's tidier spaces for somebody else's words", () => {
    const sent = records.sending(typed(start(), "New  words"), "key");
    const saved = records.saved(typed(sent, "New  words here"), "objective_1", {
      version: 4,
      fields: { title: "New words", why: "" },
    });
    expect(saved.edits.title?.conflict).toBeUndefined();
  });

  it("does not take a keystroke between answer and drawing for a conflict", () => {
    const sent = records.sending(typed(start(), "New"), "key");
    const saved = records.saved(sent, "objective_1", { version: 4, fields: { title: "New", why: "" } });
    expect(typed(saved, "Newer", "Known by all").edits.title?.conflict).toBeUndefined();
  });
});

describe("others' changes", () => {
  it("of another field move the edit onto the new version by itself", () => {
    const record = told(typed(start(), "Mine"), 4, "Known by all", "Because");
    expect(record.edits.title).toEqual({ value: "Mine", base: "Known by all" });
    expect(records.sending(record, "key").sent?.version).toBe(4);
    expect(records.shown(record, "why")).toBe("Because");
  });

  it("of the same field keep both versions, and nothing of it is sent before the person chose", () => {
    const record = told(typed(start(), "Mine"), 4, "Theirs");
    expect(record.edits.title).toEqual({
      value: "Mine",
      base: "Known by all",
      conflict: { theirs: "Theirs" },
    });
    expect(records.sendable(record)).toEqual({});
  });

  it("are a conflict, too, when they came while the field was open and not yet typed into", () => {
    const record = typed(told(start(), 4, "Theirs"), "Mine", "Known by all");
    expect(record.edits.title?.conflict).toEqual({ theirs: "Theirs" });
  });

  it("to the same words are none", () => {
    expect(records.isKept(told(typed(start(), "Same"), 4, "Same"))).toBe(false);
  });

  it("that are taken back end the conflict", () => {
    const record = told(told(typed(start(), "Mine"), 4, "Theirs"), 5, "Known by all");
    expect(record.edits.title?.conflict).toBeUndefined();
    expect(records.sendable(record)).toEqual({ title: "Mine" });
  });

  it("that are older than what is known change nothing", () => {
    const record = start();
    expect(told(record, 2, "Older")).toBe(record);
  });

  it("are found when the server says that the deed came too late", () => {
    const sent = records.sending(typed(start(), "Mine"), "key");
    const late = records.rebased(sent, { version: 5, fields: { title: "Theirs", why: "" } });
    expect(late.edits.title?.conflict).toEqual({ theirs: "Theirs" });
    const other = records.rebased(sent, { version: 5, fields: { title: "Known by all", why: "x" } });
    expect(records.sendable(other)).toEqual({ title: "Mine" });
    expect(other.seen?.version).toBe(5);
  });
});

describe("choosing between two versions", () => {
  const conflict = () => told(typed(start(), "Mine"), 4, "Theirs");

  it("keeps mine, based on theirs", () => {
    const record = records.chosen(conflict(), "title", "mine");
    expect(record.edits.title).toEqual({ value: "Mine", base: "Theirs" });
    expect(records.sending(record, "key").sent?.version).toBe(4);
  });

  it("takes theirs", () => {
    const record = records.chosen(conflict(), "title", "theirs");
    expect(records.shown(record, "title")).toBe("Theirs");
    expect(records.isKept(record)).toBe(false);
  });

  it("lets a mix be typed first", () => {
    const mixed = typed(conflict(), "Mine and theirs");
    expect(mixed.edits.title?.conflict).toEqual({ theirs: "Theirs" });
    expect(records.sendable(records.chosen(mixed, "title", "mine"))).toEqual({ title: "Mine and theirs" });
  });

  it("lets other fields be saved before", () => {
    const record = records.typed(conflict(), "why", "Because", "");
    expect(records.sendable(record)).toEqual({ why: "Because" });
  });
});

describe("a refusal", () => {
  const both = () => records.typed(typed(start(), " "), "why", "Because", "");
  const byName = (problem: Refusal) => problem.field ?? undefined;

  it("stays at its field with what was typed, and the other fields are sent again", () => {
    const record = records.refused(records.sending(both(), "key"), [refusal("title")], byName);
    expect(records.shown(record, "title")).toBe(" ");
    expect(record.edits.title?.problems).toHaveLength(1);
    expect(records.sendable(record)).toEqual({ why: "Because" });
  });

  it("is gone once something else is typed", () => {
    const record = records.refused(records.sending(both(), "key"), [refusal("title")], byName);
    expect(records.sendable(typed(record, "Words"))).toEqual({ title: "Words", why: "Because" });
  });

  it("does not stick to what was typed since", () => {
    const record = records.refused(
      typed(records.sending(both(), "key"), "Words"),
      [refusal("title")],
      byName,
    );
    expect(record.edits.title?.problems).toBeUndefined();
  });
});
