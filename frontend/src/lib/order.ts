const collators = new Map<string, Intl.Collator>();

/** Compare texts as the locale's dictionary does: å after z in Norwegian, numbers by value. */
export function collatorOf(locale: string): Intl.Collator {
  const known = collators.get(locale);
  if (known) return known;
  const collator = new Intl.Collator(locale, { numeric: true, sensitivity: "base" });
  collators.set(locale, collator);
  return collator;
}

export function sortedBy<Item>(
  items: readonly Item[],
  textOf: (item: Item) => string,
  locale: string,
): Item[] {
  const collator = collatorOf(locale);
  return items.toSorted((a, b) => collator.compare(textOf(a), textOf(b)));
}
