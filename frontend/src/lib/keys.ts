/** A key that makes sending the same thing twice harmless. */
export function newKey(): string {
  return crypto.randomUUID();
}
