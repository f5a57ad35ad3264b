import type { GraphiQLProps } from "graphiql";
import { getOperationAST, parse } from "graphql";
import { createClient } from "graphql-sse";

type Fetcher = GraphiQLProps["fetcher"];

const endpoint = "/graphql";

/** The server refuses what a page of another site could have sent; this it could not. */
const headers = { "X-Samsvar-CSRF": "1" };

const live = createClient({ url: endpoint, credentials: "same-origin", headers });

function isSubscription(query: string, name: string | null | undefined): boolean {
  try {
    return getOperationAST(parse(query), name)?.operation === "subscription";
  } catch {
    return false; // The server says better what is wrong with it.
  }
}

/** Ask as the person who is signed in: by cookie, like the app. */
export const fetcher: Fetcher = async (params) => {
  const { query, operationName } = params;
  const variables: Record<string, unknown> = params.variables ?? {};
  if (isSubscription(query, operationName)) {
    return live.iterate({ query, operationName: operationName ?? undefined, variables });
  }
  const response = await fetch(endpoint, {
    method: "POST",
    credentials: "same-origin",
    headers: {
      ...headers,
      "Content-Type": "application/json",
      Accept: "application/graphql-response+json, application/json;q=0.9",
    },
    body: JSON.stringify({ query, operationName, variables }),
  });
  return response.json();
};
