import { i18n } from "@lingui/core";
import { ServerFailure, Unreachable } from "../../lib/failures";
import type { Problem } from "../problems/problems";

/** What the server does about founding outside GraphQL, where nobody is signed in to an organisation yet. */

export type Founder = { readonly name: string; readonly email: string | null };
export type Offer = { readonly isOpen: boolean; readonly founder: Founder | null };

export type Plan = {
  readonly name: string;
  readonly slug: string;
  readonly locale: string;
  readonly timezone: string;
  readonly cycleMonths: number;
};

/** How founding ended: at an address to go on from, refused, or without somebody who may found (any more). */
export type Founded =
  | { readonly how: "done"; readonly location: string }
  | { readonly how: "refused"; readonly problems: readonly Problem[] }
  | { readonly how: "unknown" }
  | { readonly how: "tooOften" };

const address = "/auth/founding";

async function ask(init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, { credentials: "same-origin", ...init });
  } catch (cause) {
    throw new Unreachable("The server cannot be reached.", { cause });
  }
}

/** Whether one may found here, and as whom. */
export async function readOffer(): Promise<Offer> {
  const response = await ask({ headers: { Accept: "application/json" } });
  if (!response.ok) throw new ServerFailure(`${address} answered ${response.status}.`, null);
  return response.json();
}

export async function found(plan: Plan): Promise<Founded> {
  const response = await ask({
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      Accept: "application/json",
      "Accept-Language": i18n.locale,
      "X-Samsvar-CSRF": "1",
    },
    body: JSON.stringify(plan),
  });
  if (response.status === 401) return { how: "unknown" };
  if (response.status === 429) return { how: "tooOften" };
  if (response.status === 422) return { how: "refused", problems: (await response.json()).problems };
  if (!response.ok) throw new ServerFailure(`${address} answered ${response.status}.`, null);
  return { how: "done", location: (await response.json()).location };
}
