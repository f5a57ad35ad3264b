import { NotSignedIn, ServerFailure, Unreachable } from "./failures";

/** A file that the server made, with the name that it gave it. */
export type Download = { readonly name: string; readonly blob: Blob };

/** The name in a Content-Disposition header, in all its letters (RFC 6266). */
export function nameIn(disposition: string | null): string | null {
  const whole = disposition?.match(/filename\*=UTF-8''([^;]+)/i)?.[1];
  return whole ? decodeURIComponent(whole) : null;
}

/**
 * Fetch a file that is to be saved.
 *
 * Throws:
 *   NotSignedIn, Unreachable, ServerFailure: As asking the API does.
 */
export async function fetchFile(path: string, fallbackName: string): Promise<Download> {
  const response = await fetch(path, { credentials: "same-origin", cache: "no-store" }).catch((cause) => {
    throw new Unreachable("The server cannot be reached.", { cause });
  });
  if (response.status === 401) throw new NotSignedIn("Nobody is signed in.");
  if (!response.ok)
    throw new ServerFailure(
      `The server answered with status ${response.status}.`,
      response.headers.get("X-Request-Id"),
    );
  const name = nameIn(response.headers.get("Content-Disposition")) ?? fallbackName;
  return { name, blob: await response.blob() };
}

/** Put a file among the browser's downloads. */
export function saveFile({ name, blob }: Download): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // Not at once: the browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(address), savingTime);
}

const savingTime = 60_000;

/** Words as the name of a file: without what some system can't have in one. */
export function fileName(...words: readonly string[]): string {
  return words
    .join(" ")
    .replace(/[\p{Cc}/\\:*?"<>|]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 120);
}
