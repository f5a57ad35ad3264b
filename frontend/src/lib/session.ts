import { Store } from "./store";

/** "ended": somebody was signed in, and the server no longer knows the session. */
export type SessionState = "unknown" | "signedIn" | "signedOut" | "ended";

export const session = new Store<SessionState>("unknown");

export function noteSignedIn(): void {
  session.set("signedIn");
}

export function noteSignedOut(): void {
  const before = session.get();
  session.set(before === "signedIn" || before === "ended" ? "ended" : "signedOut");
}

/** Where to sign in, and come back to exactly this address. */
export function signInAddress(): string {
  const here = window.location.pathname + window.location.search + window.location.hash;
  return `/auth/sign-in?next=${encodeURIComponent(here)}`;
}
