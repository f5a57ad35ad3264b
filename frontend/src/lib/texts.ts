/**
 * Texts that are needed later than the first place: each folder of features with a file `texts.ts` has a catalogue of
 * its own, which comes with its code.
 *
 *     // features/okr_sets/texts.ts
 *     await addTexts(import.meta.glob("./locales/*.po"));
 *
 * A component with words imports "./texts"; its chunk is then ready only when they are there, in the language in use.
 */
import { i18n, type Messages } from "@lingui/core";

type Catalogues = Record<string, () => Promise<unknown>>;

const added: Catalogues[] = [];

async function load(catalogues: Catalogues, language: string): Promise<void> {
  const catalogue = catalogues[`./locales/${language}.po`];
  if (!catalogue) return;
  i18n.load(language, ((await catalogue()) as { messages: Messages }).messages);
}

/** Add a folder's catalogues: now in the language in use, and in every other one once somebody chooses it. */
export async function addTexts(catalogues: Catalogues): Promise<void> {
  added.push(catalogues);
  await load(catalogues, i18n.locale);
}

/** Fetch a language's words of all that has been opened so far. */
export async function loadTexts(language: string): Promise<void> {
  await Promise.all(added.map((catalogues) => load(catalogues, language)));
}
