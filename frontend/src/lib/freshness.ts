import { useDeferredValue } from "react";
import { Store, useStore } from "./store";

/**
 * Grows whenever what a place shows may have changed in a way that cannot be patched: a new link, a new
 * record, or a connection that was lost for a while. Places ask the server again when it does.
 */
const freshness = new Store<number>(0);

/** Ids of the records that others changed just now. Places whose lists they may stand in look at them. */
export const changedRecords = new Store<readonly string[]>([]);

/** Call back whenever everything that is shown may be old. */
export function whenOld(act: () => void): () => void {
  return freshness.follow(act);
}

export function askAgain(): void {
  freshness.set(freshness.get() + 1);
}

/** Options for a place's query: at once from what is known, then from the server, without blanking out. */
export function useFreshness(): { fetchKey: number; fetchPolicy: "store-and-network" } {
  return { fetchKey: useDeferredValue(useStore(freshness)), fetchPolicy: "store-and-network" };
}
