type Recount = { readonly finishedAt: string | null | undefined };

/** Whether all is being compared anew just now. */
export function isRecounting(recount: Recount | null): boolean {
  return recount !== null && (recount.finishedAt ?? null) === null;
}
