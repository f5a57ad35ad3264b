/**
 * What was typed and not yet taken over by the server, kept in the browser: a refused save, a lost
 * connection or a new sign-in must not cost anybody a sentence.
 */

const prefix = "samsvar.draft.";

export function readDraft<Draft extends object>(key: string): Partial<Draft> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(prefix + key) ?? "{}");
    return kept !== null && typeof kept === "object" ? (kept as Partial<Draft>) : {};
  } catch {
    return {};
  }
}

export function keepDraft(key: string, draft: object): void {
  try {
    localStorage.setItem(prefix + key, JSON.stringify(draft));
  } catch {
    // A full or forbidden storage must not stop anybody from typing; the form itself still holds the text.
  }
}

export function dropDraft(key: string): void {
  try {
    localStorage.removeItem(prefix + key);
  } catch {
    // As above: without storage there was nothing kept.
  }
}
