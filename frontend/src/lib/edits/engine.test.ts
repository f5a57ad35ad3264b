import type { Environment } from "relay-runtime";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { NotSignedIn, ServerFailure, Unreachable } from "../failures";
import { Edits } from "./engine";
import type { Answer, ErrandKind, RecordKind } from "./kinds";
import type { Fields, Seen } from "./records";

/** A server with versions and idempotency keys; `fate` says what happens to the next requests. */
function world() {
  const rows = new Map<string, Seen>([["o1", { version: 1, fields: { title: "Old", why: "" } }]]);
  const answered = new Map<string, string>();
  const log: string[] = [];
  const fate: ("lost" | "unheard" | "signedOut" | "broken")[] = [];
  let signedIn: string | null = "ingrid";
  const travel = async <Result>(act: () => Result): Promise<Result> => {
    const what = fate.shift();
    if (what === "lost") throw new Unreachable();
    if (what === "signedOut") throw new NotSignedIn();
    if (what === "broken") throw new ServerFailure("broken", "ref");
    const result = act();
    if (what === "unheard") throw new Unreachable();
    return result;
  };
  const done = (id: string): Answer => ({ how: "done", id, ...(rows.get(id) as Seen) });
  const refusal = (code: string, field: string): Answer => ({
    how: "refused",
    problems: [{ code, field, message: code, remedy: "", details: [] }],
  });
  const kind: RecordKind = {
    name: "objective",
    read: async (_, id) => rows.get(id) ?? null,
    save: (_, { id, version, changes, key }) =>
      travel(() => {
        const before = answered.get(key);
        if (before) return done(before);
        log.push(`save ${id} ${version} ${JSON.stringify(changes)}`);
        const row = rows.get(id);
        if (!row) return refusal("NOT_FOUND", "objective");
        if (row.version !== version) return refusal("STALE_VERSION", "expectedVersion");
        if (changes.title === "") return refusal("TEXT_MISSING", "title");
        rows.set(id, { version: version + 1, fields: { ...row.fields, ...changes } as Fields });
        answered.set(key, id);
        return done(id);
      }),
    create: (_, { parent, fields, key, named }) =>
      travel(() => {
        const id = answered.get(key) ?? `made-${rows.size}`;
        if (!answered.has(key)) {
          log.push(`create in ${parent} ${JSON.stringify(fields)}`);
          rows.set(id, { version: 1, fields: { why: "", ...fields } });
          answered.set(key, id);
        }
        named(id);
        return done(id);
      }),
    isReady: (fields) => typeof fields.title === "string" && fields.title.trim() !== "",
  };
  const drop: ErrandKind<string> = {
    name: "drop",
    send: (_, { subject, versionOf }) =>
      travel(() => {
        log.push(`drop ${subject} ${versionOf(subject)}`);
        if (rows.get(subject)?.version !== versionOf(subject))
          return refusal("STALE_VERSION", "expectedVersion") as { how: "refused"; problems: [] };
        rows.delete(subject);
        return { how: "done" as const };
      }),
  };
  const order: ErrandKind<readonly string[]> = {
    name: "order",
    send: (_, { subject }) =>
      travel(() => {
        log.push(`order ${subject.join()}`);
        return { how: "done" as const };
      }),
    replaces: () => true,
  };
  const kept = new Map<string, string>();
  const open = () => {
    const edits = new Edits({
      environment: {} as Environment,
      person: "ingrid",
      shelf: {
        keep: (id, what) => kept.set(id, JSON.stringify(what)),
        drop: (id) => kept.delete(id),
      },
      kept: [...kept.values()].map((text) => JSON.parse(text)),
      whoIsThere: async () => signedIn,
    });
    edits.knows(kind);
    edits.knowsErrand(drop as unknown as ErrandKind);
    return edits;
  };
  const sign = (person: string | null) => {
    signedIn = person;
  };
  return { rows, log, fate, kind, drop, order, kept, open, sign };
}

/** Let time pass, with everything that waits for it. */
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

function begun() {
  const all = world();
  const edits = all.open();
  edits.told(all.kind, "o1", all.rows.get("o1") as Seen);
  return { ...all, edits };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(1); // No chance in how long it waits.
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("saving as one types", () => {
  it("waits for a pause, and sends once", async () => {
    const { edits, log } = begun();
    for (const text of ["N", "Ne", "New"]) {
      edits.typed("o1", "title", text, "Old");
      await pass(300);
    }
    expect(log).toEqual([]);
    expect(edits.state).toMatchObject({ kept: 1, isSaving: true });
    await pass(600);
    expect(log).toEqual(['save o1 1 {"title":"New"}']);
    expect(edits.state).toMatchObject({ kept: 0, isSaving: false });
  });

  it("sends edits of one record one after the other, each on the version before", async () => {
    const { edits, log } = begun();
    edits.typed("o1", "title", "New", "Old");
    edits.flush("o1");
    edits.typed("o1", "title", "Newer", "New");
    edits.flush("o1");
    await pass(0);
    expect(log).toEqual(['save o1 1 {"title":"New"}', 'save o1 2 {"title":"Newer"}']);
  });

  it("moves onto the newest version by itself when others changed another field", async () => {
    const { edits, log, rows } = begun();
    rows.set("o1", { version: 7, fields: { title: "Old", why: "Theirs" } });
    edits.typed("o1", "title", "New", "Old");
    await pass(600);
    expect(log).toEqual(['save o1 1 {"title":"New"}', 'save o1 7 {"title":"New"}']);
    expect(rows.get("o1")?.fields).toEqual({ title: "New", why: "Theirs" });
  });

  it("shows both versions when the same field was changed, and saves the chosen one", async () => {
    const { edits, rows } = begun();
    rows.set("o1", { version: 2, fields: { title: "Theirs", why: "" } });
    edits.typed("o1", "title", "Mine", "Old");
    await pass(600);
    expect(edits.record("o1")?.edits.title).toMatchObject({ value: "Mine", conflict: { theirs: "Theirs" } });
    expect(edits.state).toMatchObject({ conflicts: 1, kept: 1 });
    edits.choose("o1", "title", "mine");
    await pass(0);
    expect(rows.get("o1")).toMatchObject({ version: 3, fields: { title: "Mine" } });
    expect(edits.state).toMatchObject({ conflicts: 0, kept: 0 });
  });

  it("keeps what a rule refused, and sends it again once it was changed", async () => {
    const { edits, rows } = begun();
    edits.typed("o1", "title", "", "Old");
    await pass(600);
    expect(edits.record("o1")?.edits.title).toMatchObject({
      value: "",
      problems: [{ code: "TEXT_MISSING" }],
    });
    expect(edits.state).toMatchObject({ refused: 1 });
    edits.typed("o1", "title", "Words", "");
    await pass(600);
    expect(rows.get("o1")?.fields.title).toBe("Words");
  });

  it("keeps the words of somebody whose record was dropped meanwhile", async () => {
    const { edits, rows } = begun();
    rows.delete("o1");
    edits.typed("o1", "title", "Mine", "Old");
    await pass(600);
    expect(edits.record("o1")?.edits.title).toMatchObject({
      value: "Mine",
      problems: [{ code: "NOT_FOUND" }],
    });
  });
});

describe("a server that cannot be reached", () => {
  it("is tried again, later each time, until it has the edit", async () => {
    const { edits, fate, rows } = begun();
    fate.push("lost", "lost", "lost");
    edits.typed("o1", "title", "New", "Old");
    await pass(600);
    expect(edits.state).toMatchObject({ trouble: "unreachable", kept: 1 });
    await pass(10_000);
    expect(rows.get("o1")?.fields.title).toBe("New");
    expect(edits.state).toMatchObject({ trouble: null, kept: 0 });
  });

  it("is tried at once when the browser says that it is online", async () => {
    const { edits, fate, rows } = begun();
    fate.push("lost");
    edits.typed("o1", "title", "New", "Old");
    await pass(600);
    edits.resume();
    await pass(0);
    expect(rows.get("o1")?.fields.title).toBe("New");
  });

  it("gets the very same deed again when its answer was lost, so that nothing is done twice", async () => {
    const { edits, fate, log, rows } = begun();
    fate.push("unheard");
    edits.typed("o1", "title", "New", "Old");
    await pass(600);
    edits.typed("o1", "title", "Newer", "New");
    await pass(600);
    edits.resume();
    await pass(0);
    expect(log).toEqual(['save o1 1 {"title":"New"}', 'save o1 2 {"title":"Newer"}']);
    expect(rows.get("o1")?.fields.title).toBe("Newer");
  });

  it("loses nothing when the page is loaded again meanwhile", async () => {
    const { edits, fate, open, rows, kept } = begun();
    fate.push("unheard");
    edits.typed("o1", "title", "New", "Old");
    await pass(600);
    const again = open();
    expect(again.record("o1")?.edits.title?.value).toBe("New");
    again.resume();
    await pass(0);
    expect(rows.get("o1")).toEqual({ version: 2, fields: { title: "New", why: "" } });
    expect(kept.size).toBe(0);
  });

  it("that fails at one edit only says so at its field in the end", async () => {
    const { edits, fate } = begun();
    fate.push("broken", "broken", "broken", "broken");
    edits.typed("o1", "title", "New", "Old");
    await pass(60_000);
    expect(edits.record("o1")?.edits.title).toMatchObject({ value: "New", problems: [{ code: "FAILED" }] });
    edits.tryAgain("o1");
    await pass(0);
    expect(edits.state).toMatchObject({ kept: 0, refused: 0 });
  });
});

describe("an ended session", () => {
  it("keeps the edit, and goes on when the same person is back", async () => {
    const { edits, fate, rows } = begun();
    fate.push("signedOut");
    edits.typed("o1", "title", "New", "Old");
    await pass(600);
    expect(edits.state).toMatchObject({ trouble: "signedOut", kept: 1 });
    edits.resume();
    await pass(0);
    expect(rows.get("o1")?.fields.title).toBe("New");
  });

  it("sends nothing in somebody else's name", async () => {
    const { edits, fate, log, sign } = begun();
    fate.push("signedOut");
    edits.typed("o1", "title", "New", "Old");
    await pass(600);
    sign("ola");
    edits.resume();
    await pass(100_000);
    expect(log).toEqual([]);
    expect(edits.state).toMatchObject({ trouble: "someoneElse", kept: 1 });
    sign("ingrid");
    edits.resume();
    await pass(0);
    expect(log).toHaveLength(1);
  });
});

describe("creating", () => {
  it("waits until it says enough, then edits go on under the name that the server gave", async () => {
    const { edits, kind, log, rows } = begun();
    const first = edits.create(kind, "set", { title: "" });
    await pass(0);
    expect(log).toEqual([]);
    edits.typed(first, "title", "A new one", "");
    await pass(600);
    const id = edits.nameOf(first);
    expect(id).toBe("made-1");
    expect(edits.keyOf(id)).toBe(first);
    edits.typed(first, "title", "A better one", "A new one");
    await pass(600);
    expect(rows.get(id)?.fields.title).toBe("A better one");
    expect(edits.waiting("objective", "set")).toEqual([]);
  });

  it("works offline: the record, what is typed into it since, and what belongs into it", async () => {
    const { edits, kind, fate, log, open } = begun();
    fate.push("lost");
    const first = edits.create(kind, "set", { title: "Offline" });
    await pass(0);
    edits.typed(first, "why", "Because", "");
    edits.create(kind, first, { title: "Its part" });
    await pass(600);
    expect(log).toEqual([]);
    const again = open();
    expect(again.waiting("objective", "set")).toHaveLength(1);
    again.resume();
    await pass(0);
    expect(log).toEqual([
      'create in set {"title":"Offline"}',
      'save made-1 1 {"why":"Because"}',
      'create in made-1 {"title":"Its part"}',
    ]);
    expect(again.state.kept).toBe(0);
  });

  it("makes one record of a creation whose answer was lost", async () => {
    const { edits, kind, fate, rows } = begun();
    fate.push("unheard");
    edits.create(kind, "set", { title: "Once" });
    await pass(5_000);
    expect([...rows.values()].filter((row) => row.fields.title === "Once")).toHaveLength(1);
    expect(edits.state.kept).toBe(0);
  });

  it("keeps what was typed into it where others told of it before the answer came", async () => {
    const { edits, kind, rows } = begun();
    let answer = () => {};
    const late = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const slow: RecordKind = {
      ...kind,
      name: "slow",
      create: async (_, request) => {
        rows.set("made-9", { version: 1, fields: { title: "Begun", why: "" } });
        await late;
        request.named("made-9");
        return { how: "done", id: "made-9", ...(rows.get("made-9") as Seen) };
      },
    };
    edits.create(slow, "set", { title: "Begun" });
    edits.told(slow, "made-9", rows.get("made-9") as Seen);
    edits.typed("made-9", "why", "Typed early", "");
    answer();
    await pass(600);
    expect(rows.get("made-9")?.fields).toEqual({ title: "Begun", why: "Typed early" });
    expect(edits.state.kept).toBe(0);
  });

  it("can be given up while nothing was sent", () => {
    const { edits, kind, kept } = begun();
    const first = edits.create(kind, "set", { title: "" });
    expect(edits.discard(first)).toBe(true);
    expect(edits.waiting("objective", "set")).toEqual([]);
    expect(kept.size).toBe(0);
  });
});

describe("errands", () => {
  it("go after the edits of their records", async () => {
    const { edits, drop, log } = begun();
    edits.typed("o1", "title", "Last words", "Old");
    edits.perform(drop as unknown as ErrandKind, "o1", ["o1"]);
    await pass(0);
    expect(log).toEqual(['save o1 1 {"title":"Last words"}', "drop o1 2"]);
  });

  it("bring a record back before what is typed into it meanwhile is sent", async () => {
    const { edits, drop, rows, log } = begun();
    const bringBack: ErrandKind<string> = {
      name: "bringBack",
      bringsBack: (subject) => subject,
      send: async (_, { subject }) => {
        log.push(`bring back ${subject}`);
        rows.set(subject, { version: 9, fields: { title: "Old", why: "" } });
        return { how: "done" };
      },
    };
    edits.perform(drop as unknown as ErrandKind, "o1", ["o1"]);
    edits.perform(bringBack as unknown as ErrandKind, "o1");
    edits.typed("o1", "title", "New", "Old");
    edits.flush("o1");
    await pass(0);
    expect(log.slice(0, 2)).toEqual(["drop o1 1", "bring back o1"]);
    expect(rows.get("o1")).toEqual({ version: 10, fields: { title: "New", why: "" } });
    expect(edits.state).toMatchObject({ kept: 0, refused: 0 });
  });

  it("are sent again on the newest version when somebody else wrote meanwhile", async () => {
    const { edits, drop, rows, log } = begun();
    rows.set("o1", { version: 5, fields: { title: "Theirs", why: "" } });
    edits.perform(drop as unknown as ErrandKind, "o1", ["o1"]);
    await pass(0);
    expect(log).toEqual(["drop o1 1", "drop o1 5"]);
    expect(edits.errands).toEqual([]);
  });

  it("survive a reload, in their order, and a later one may make an earlier one needless", async () => {
    const { edits, order, fate, log, open } = begun();
    fate.push("lost");
    edits.perform(order as unknown as ErrandKind, ["a", "b"]);
    await pass(0);
    edits.perform(order as unknown as ErrandKind, ["b", "a"]);
    const again = open();
    again.knowsErrand(order as unknown as ErrandKind);
    await pass(0);
    expect(log).toEqual(["order b,a"]);
  });

  it("drop a record after a reload, though it is not drawn any more, and others wrote meanwhile", async () => {
    const { edits, drop, fate, log, open, rows } = begun();
    fate.push("lost");
    edits.perform(drop as unknown as ErrandKind, "o1", ["o1"]);
    await pass(0);
    rows.set("o1", { version: 5, fields: { title: "Theirs", why: "" } });
    const again = open();
    again.resume();
    await pass(0);
    expect(log).toEqual(["drop o1 1", "drop o1 5"]);
    expect(again.state.kept).toBe(0);
  });

  it("do not wait for one that nothing here knows how to send", async () => {
    const { edits, drop, fate, log, open, order } = begun();
    fate.push("lost");
    edits.perform(order as unknown as ErrandKind, ["a"]);
    await pass(0);
    edits.perform(drop as unknown as ErrandKind, "o1", ["o1"]);
    open().resume();
    await pass(0);
    expect(log).toEqual(["drop o1 1"]);
  });

  it("tell what was refused", async () => {
    const { edits } = begun();
    const told: string[] = [];
    edits.onRefused = (problems) => told.push(...problems.map(({ code }) => code));
    const no: ErrandKind = {
      name: "no",
      send: async () => ({
        how: "refused",
        problems: [{ code: "NO", field: null, message: "", remedy: "", details: [] }],
      }),
    };
    edits.perform(no, null);
    await pass(0);
    expect(told).toEqual(["NO"]);
    expect(edits.state.kept).toBe(0);
  });
});
