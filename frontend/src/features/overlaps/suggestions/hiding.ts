import { dropDraft, keepDraft, readDraft } from "../../../lib/drafts";
import { Store, useStore } from "../../../lib/store";

/** Suggestions that a person doesn't want to see again in this browser. */
const key = "hiddenSuggestions";
const most = 200;

const hidden = new Store<readonly string[]>(readDraft<{ names: string[] }>(key).names ?? []);

function keep(names: readonly string[]): void {
  hidden.set(names.slice(-most));
  if (names.length > 0) keepDraft(key, { names: hidden.get() });
  else dropDraft(key);
}

export function useHidden(): readonly string[] {
  return useStore(hidden);
}

export function hide(name: string): void {
  keep([...hidden.get().filter((each) => each !== name), name]);
}

export function show(name: string): void {
  keep(hidden.get().filter((each) => each !== name));
}
