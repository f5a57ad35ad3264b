import { afterEach, expect, it, vi } from "vitest";
import { ServerFailure, Unreachable } from "../lib/failures";
import { fetchDocument } from "./network";

const ask = () => fetchDocument({ id: "document" } as never, {});
const answerWith = (status: number) =>
  vi.stubGlobal(
    "fetch",
    async () => new Response("<h1>Sorry</h1>", { status, headers: { "Retry-After": "0" } }),
  );

afterEach(() => {
  vi.unstubAllGlobals();
});

it.each([502, 503, 504])("takes a gateway that answers %i for a server that is not there", async (status) => {
  answerWith(status);
  await expect(ask()).rejects.toBeInstanceOf(Unreachable);
});

it("takes a server that fails for a failure", async () => {
  answerWith(500);
  await expect(ask()).rejects.toBeInstanceOf(ServerFailure);
});
