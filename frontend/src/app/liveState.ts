import { Store } from "../lib/store";

export type LiveState = "connecting" | "live" | "down";

/** Whether changes of others arrive by themselves right now. */
export const live = new Store<LiveState>("connecting");

/** Counts the connections made: what changed between reading a place and following it was missed, and must be asked for. */
export const connections = new Store<number>(0);
