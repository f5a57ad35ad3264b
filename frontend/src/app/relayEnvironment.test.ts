import { createOperationDescriptor, fetchQuery, getRequest } from "relay-runtime";
import { expect, it, vi } from "vitest";
import query from "../__generated__/EditsProviderQuery.graphql";
import { Unreachable } from "../lib/failures";
import { fetchDocument } from "./network";
import { relayEnvironment } from "./relayEnvironment";

vi.mock("./network", () => ({ fetchDocument: vi.fn() }));

const operation = createOperationDescriptor(getRequest(query), {}, { force: true });
const ask = () =>
  fetchQuery(relayEnvironment, query, {}, { networkCacheConfig: { force: true } }).toPromise();

async function known() {
  vi.mocked(fetchDocument).mockResolvedValue({
    data: {
      viewer: { __typename: "Viewer", id: "viewer", person: { __typename: "Person", id: "person_1" } },
    },
  } as never);
  await ask();
  vi.mocked(fetchDocument).mockRejectedValue(new Unreachable("No connection."));
  expect(relayEnvironment.check(operation).status).toBe("available");
}

it("leaves a place on the screen when asking for it again fails", async () => {
  await known();
  const { dispose } = relayEnvironment.retain(operation);
  await expect(ask()).resolves.toBeUndefined();
  dispose();
});

it("tells who asks without showing it that there was no answer, though one is known from before", async () => {
  await known();
  await expect(ask()).rejects.toBeInstanceOf(Unreachable);
  const { dispose } = relayEnvironment.retain(operation);
  dispose();
  dispose();
  await expect(ask()).rejects.toBeInstanceOf(Unreachable);
});
