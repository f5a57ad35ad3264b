import { Store } from "../lib/store";

export type LiveState = "connecting" | "live" | "down";

/** Whether changes of others arrive by themselves right now. */
export const live = new Store<LiveState>("connecting");

/** Counts the connections made anew: what happened meanwhile was missed, and must be asked for. */
export const reconnections = new Store<number>(0);
