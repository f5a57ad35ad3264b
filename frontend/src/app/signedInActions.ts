import { forgetLanguage } from "./languages";

/** What the server does outside GraphQL for who is signed in; each leads to another page. */

async function post(path: string, body: object): Promise<Response> {
  const response = await fetch(path, {
    method: "POST",
    credentials: "same-origin",
    headers: { "Content-Type": "application/json", Accept: "application/json", "X-Samsvar-CSRF": "1" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}.`);
  return response;
}

/** End the session here and at the identity provider, whose page comes next. */
export async function signOut(): Promise<void> {
  const response = await post("/auth/sign-out", {});
  forgetLanguage();
  const answer: { location?: string } = await response.json().catch(() => ({}));
  window.location.assign(answer.location ?? "/");
}

/** Work in another organisation; nothing of this one may stay on the screen. */
export async function switchOrganisation(organisation: string): Promise<void> {
  await post("/auth/organisation", { organisation });
  window.location.assign("/");
}
