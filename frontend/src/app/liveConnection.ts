import { createClient, NetworkError, type RequestParams } from "graphql-sse";
import type { GraphQLResponse, RequestParameters } from "relay-runtime";
import type { Sink } from "relay-runtime/lib/network/RelayObservable";
import { noteSignedOut } from "../lib/session";
import { connections, live } from "./liveState";
import { commonHeaders } from "./network";

const shortestWait = 500;
const longestWait = 30_000;

/** Longer each time, with chance in it: a thousand browsers must not all come back at once. */
function waitBefore(attempt: number): Promise<void> {
  const most = Math.min(longestWait, shortestWait * 2 ** attempt);
  return new Promise((resolve) => setTimeout(resolve, most / 2 + (Math.random() * most) / 2));
}

// The library says itself what it sends and takes; a second word on either would be joined to its own.
const client = createClient({
  url: "/graphql",
  credentials: "same-origin",
  headers: commonHeaders,
  retryAttempts: Number.POSITIVE_INFINITY,
  retry: (attempt) => {
    live.set("down");
    return waitBefore(attempt);
  },
  fetchFn: async (address: string, options: RequestInit) => {
    const response = await fetch(address, options);
    if (response.status === 401) noteSignedOut();
    return response;
  },
  on: {
    connected: () => {
      live.set("live");
      connections.set(connections.get() + 1);
    },
  },
});

function asParams(request: RequestParameters, variables: object): RequestParams {
  // The server knows the app's documents by id; the library's types only know whole queries.
  return { documentId: request.id, variables } as unknown as RequestParams;
}

/** Follow one of the app's own subscriptions; returns what ends it. */
export function follow(
  request: RequestParameters,
  variables: object,
  sink: Sink<GraphQLResponse>,
): () => void {
  return client.subscribe(asParams(request, variables), {
    next: (result) => sink.next(result as GraphQLResponse),
    error: (error) => {
      live.set("down");
      sink.error(error instanceof Error ? error : new NetworkError("The live connection failed."));
    },
    complete: () => {
      live.set("down");
      sink.complete();
    },
  });
}
