import type { Environment } from "relay-runtime";
import { createMockEnvironment } from "relay-test-utils";
import { expect, it } from "vitest";
import { capacityEdits } from "./capacityEdits";
import { initiativeEdits, linkInitiative } from "./initiativeEdits";

/** What is sent by a deed. */
function sent(act: (environment: Environment) => Promise<unknown>) {
  const environment = createMockEnvironment();
  void act(environment as unknown as Environment);
  return environment.mock.getMostRecentOperation().request.variables.input;
}

const fields = { title: "Call customers", text: "", state: "PLANNED", dueOn: null } as const;

it("a new initiative is planned by the unit under whose set it was written", () => {
  const named = () => {};
  expect(
    sent(
      (environment) =>
        initiativeEdits.create?.(environment, { parent: "unit_1", fields, key: "k", named }) ??
        Promise.resolve(),
    ),
  ).toEqual({ idempotencyKey: "k", unit: "unit_1", title: "Call customers", text: "", dueOn: null });
});

it("an initiative without words waits for them", () => {
  expect(initiativeEdits.isReady?.({ ...fields, title: "  " })).toBe(false);
});

it("only what was changed of an initiative is sent, and a day that was taken away is", () => {
  const changes = { dueOn: null };
  const request = { id: "initiative_1", version: 3, changes, whole: fields, key: "k" };
  expect(sent((environment) => initiativeEdits.save(environment, request))).toEqual({
    idempotencyKey: "k",
    initiative: "initiative_1",
    expectedVersion: 3,
    dueOn: null,
  });
});

it("a link names both ends", () => {
  const subject = { initiative: "initiative_1", keyResult: "key_result_1" };
  const request = { subject, key: "k", versionOf: () => 1 };
  expect(sent((environment) => linkInitiative.send(environment, request))).toEqual({
    ...subject,
    idempotencyKey: "k",
  });
});

it("the capacity note goes with the version of the set that it was read in", () => {
  const note = { capacityNote: "Four of five weeks." };
  const request = { id: "okr_set_1", version: 5, changes: note, whole: note, key: "k" };
  expect(sent((environment) => capacityEdits.save(environment, request))).toEqual({
    idempotencyKey: "k",
    okrSet: "okr_set_1",
    expectedVersion: 5,
    ...note,
  });
});
