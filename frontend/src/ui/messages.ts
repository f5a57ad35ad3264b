import { Store } from "../lib/store";

export type Message = {
  id: number;
  text: string;
  tone: "plain" | "problem";
  action?: { label: string; run: () => void };
};

export const messages = new Store<readonly Message[]>([]);
export const announcement = new Store<string>("");

let count = 0;

/** Tell what happened, with a way back where there is one. */
export function tell(
  text: string,
  options: { tone?: Message["tone"]; action?: Message["action"] } = {},
): void {
  count += 1;
  const message: Message = { id: count, text, tone: options.tone ?? "plain", action: options.action };
  messages.set([...messages.get().slice(-2), message]);
}

export function dismiss(id: number): void {
  messages.set(messages.get().filter((message) => message.id !== id));
}

/** Say something to those who listen instead of look; nothing is drawn. */
export function announce(text: string): void {
  // A region that gets the same text again says nothing.
  announcement.set("");
  requestAnimationFrame(() => announcement.set(text));
}
