import { useLingui } from "@lingui/react";

/** The tags that Intl formats by; "en" alone would write American dates. */
const tags: Record<string, string> = { en: "en-GB", nb: "nb", de: "de" };

/** The locale that numbers, dates and sorting follow: the person's language. */
export function useLocale(): string {
  const { i18n } = useLingui();
  return tags[i18n.locale] ?? i18n.locale;
}
