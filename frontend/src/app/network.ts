import { i18n } from "@lingui/core";
import type { GraphQLResponse, RequestParameters, Variables } from "relay-runtime";
import { NotSignedIn, Outdated, ServerFailure, Unreachable } from "../lib/failures";
import { noteSignedIn, noteSignedOut } from "../lib/session";

const endpoint = "/graphql";
const attempts = 3;
const longestWait = 5_000;

/** Nobody was there to answer: what stands before the server said so, or the server has no database. */
const nobodyThere = new Set([502, 503, 504]);

type ErrorBody = { message?: string; extensions?: { code?: string; reference?: string } };

/** What every request says: the language to answer in, and that it comes from the app itself. */
export function commonHeaders(): Record<string, string> {
  return { "Accept-Language": i18n.locale, "X-Samsvar-CSRF": "1" };
}

function requestHeaders(): Record<string, string> {
  return {
    ...commonHeaders(),
    "Content-Type": "application/json",
    Accept: "application/graphql-response+json, application/json;q=0.9",
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

async function send(body: string): Promise<Response> {
  try {
    return await fetch(endpoint, {
      method: "POST",
      headers: requestHeaders(),
      credentials: "same-origin",
      body,
    });
  } catch (cause) {
    throw new Unreachable("The server cannot be reached.", { cause });
  }
}

/** Send, and again when the server asks to come back later: every write carries its idempotency key. */
async function sendPatiently(body: string): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await send(body);
    if (response.status !== 503 || attempt === attempts) return response;
    const seconds = Number(response.headers.get("Retry-After") ?? "1");
    await pause(Math.min(longestWait, (Number.isFinite(seconds) ? seconds : 1) * 1_000));
  }
}

async function readAnswer(response: Response): Promise<{ data?: unknown; errors?: ErrorBody[] }> {
  try {
    return await response.json();
  } catch {
    // Not JSON: something between here and the server answered.
    throw new ServerFailure(`The server answered with status ${response.status}.`, null);
  }
}

/** Ask the API one of the app's own documents, by its id alone. */
export async function fetchDocument(
  request: RequestParameters,
  variables: Variables,
): Promise<GraphQLResponse> {
  const response = await sendPatiently(JSON.stringify({ documentId: request.id, variables }));
  if (response.status === 401) {
    noteSignedOut();
    throw new NotSignedIn("Nobody is signed in.");
  }
  if (nobodyThere.has(response.status)) throw new Unreachable("The server is not there.");
  const answer = await readAnswer(response);
  const failure = answer.errors?.[0];
  if (failure?.extensions?.code === "DOCUMENT_NOT_FOUND")
    throw new Outdated("The app is older than the server.");
  if (failure) throw new ServerFailure(failure.message ?? "", failure.extensions?.reference ?? null);
  if (!answer.data) throw new ServerFailure(`The server answered with status ${response.status}.`, null);
  noteSignedIn();
  return answer as GraphQLResponse;
}
