/**
 * Where edits lie in the browser until the server has them: one entry for each record, under the person who typed it
 * and the tab in which it was typed. Nobody else's sign-in looks at them, and two tabs never write over each other.
 */

const prefix = "samsvar.edits.";
const reloadPause = 200;

export type Shelf = { keep(id: string, what: object): void; drop(id: string): void };

/** Open a person's shelf: what this tab left before it was loaded again lies on it, and what closed tabs left. */
export async function openShelf(person: string): Promise<{ shelf: Shelf; kept: readonly unknown[] }> {
  try {
    const tab = await ownTab();
    const own = `${prefix}${person}.${tab}.`;
    await adopt(person, tab);
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(own));
    const kept = keys.map((key) => parsed(localStorage.getItem(key))).filter((each) => each !== null);
    return { shelf: shelfOf(own), kept };
  } catch {
    // Storage is forbidden: edits live as long as the page does.
    return { shelf: { keep() {}, drop() {} }, kept: [] };
  }
}

function shelfOf(own: string): Shelf {
  return {
    keep(id, what) {
      try {
        localStorage.setItem(own + id, JSON.stringify(what));
      } catch {
        // A full storage must not stop anybody from typing; the page itself still holds the text.
      }
    },
    drop: (id) => localStorage.removeItem(own + id),
  };
}

const lockOf = (tab: string) => `${prefix}${tab}`;

/** A name for this tab, the same after it was loaded again; a tab that was made as a copy takes another one. */
async function ownTab(): Promise<string> {
  const place = `${prefix}tab`;
  const known = sessionStorage.getItem(place);
  if (known && ((await holds(known)) || (await later(() => holds(known))))) return known;
  const fresh = crypto.randomUUID().slice(0, 8);
  sessionStorage.setItem(place, fresh);
  await holds(fresh);
  return fresh;
}

/** The page that was just left may still be on its way out. */
async function later<Result>(act: () => Promise<Result>): Promise<Result> {
  await new Promise((resolve) => setTimeout(resolve, reloadPause));
  return act();
}

/** Hold a tab's lock as long as the page lives; false when another one holds it. */
function holds(tab: string): Promise<boolean> {
  const { locks } = navigator;
  if (!locks) return Promise.resolve(true);
  return new Promise((resolve) => {
    locks
      .request(lockOf(tab), { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return lock ? new Promise<void>(() => {}) : undefined;
      })
      .catch(() => resolve(true));
  });
}

/** Take over what tabs left that are gone. */
async function adopt(person: string, tab: string): Promise<void> {
  const held = (await navigator.locks?.query())?.held ?? [];
  const open = new Set(held.map(({ name }) => name));
  const shelves = `${prefix}${person}.`;
  for (const key of Object.keys(localStorage).filter((each) => each.startsWith(shelves))) {
    const [owner = "", ...id] = key.slice(shelves.length).split(".");
    if (owner === tab || open.has(lockOf(owner))) continue;
    localStorage.setItem(`${shelves}${tab}.${id.join(".")}`, localStorage.getItem(key) ?? "null");
    localStorage.removeItem(key);
  }
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}
