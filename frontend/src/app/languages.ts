import { i18n, type Messages } from "@lingui/core";
import { loadTexts } from "../lib/texts";

export type Language = "nb" | "en" | "de";

/** Each in its own words: who looks for theirs may not read the one in use. */
export const languages: readonly { code: Language; name: string }[] = [
  { code: "nb", name: "Norsk bokmål" },
  { code: "en", name: "English" },
  { code: "de", name: "Deutsch" },
];

const catalogues: Record<Language, () => Promise<{ messages: Messages }>> = {
  nb: () => import("../locales/nb.po"),
  en: () => import("../locales/en.po"),
  de: () => import("../locales/de.po"),
};

const kept = "samsvar.language";

function asLanguage(tag: string | null | undefined): Language | undefined {
  const code = tag?.slice(0, 2).toLowerCase();
  if (code === "no" || code === "nn" || code === "nb") return "nb";
  return code === "en" || code === "de" ? code : undefined;
}

/** What the person chose here, else what the browser asks for. */
export function preferredLanguage(): Language {
  const wanted = [localStorage.getItem(kept), ...navigator.languages].map(asLanguage);
  return wanted.find((language) => language !== undefined) ?? "en";
}

export async function speak(language: Language): Promise<void> {
  const [{ messages }] = await Promise.all([catalogues[language](), loadTexts(language)]);
  i18n.load(language, messages);
  i18n.activate(language);
  document.documentElement.lang = language;
}

/** Follow the person's own setting, unless another language was chosen in this browser. */
export async function followPerson(language: Language): Promise<void> {
  if (localStorage.getItem(kept) === null && i18n.locale !== language) await speak(language);
}

/** Whoever comes next has a language of their own; the one chosen here stays with the person who chose it. */
export function forgetLanguage(): void {
  localStorage.removeItem(kept);
}

export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(kept, language);
  await speak(language);
}
