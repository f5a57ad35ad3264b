/** Numbers as people of a locale write them. */

const formats = new Map<string, Intl.NumberFormat>();

function formatOf(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale}|${options.minimumFractionDigits ?? 0}|${options.maximumFractionDigits ?? 0}`;
  const known = formats.get(key);
  if (known) return known;
  const format = new Intl.NumberFormat(locale, options);
  formats.set(key, format);
  return format;
}

const mostDecimals = 6;

/** Decimals that a value needs: 3.4 needs one. */
export function decimalsOf(value: number): number {
  const rounded = Number(value.toFixed(mostDecimals));
  const text = String(rounded);
  if (text.includes("e")) return mostDecimals;
  const point = text.indexOf(".");
  return point < 0 ? 0 : text.length - point - 1;
}

/** A measured value by locale, with at least `decimals`, or as many more as it needs. */
export function formatValue(value: number, locale: string, decimals = 0): string {
  const digits = Math.max(decimals, decimalsOf(value));
  return formatOf(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
}

/** A share or result: always two decimals, as 0.52 is written "0,52" in Norwegian. */
export function formatShare(share: number, locale: string): string {
  return formatOf(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(share);
}

export function formatCount(count: number, locale: string): string {
  return formatOf(locale, {}).format(count);
}

/** "62 → 80", both with the decimals that the more exact one needs. */
export function formatSpan(from: number, to: number, locale: string): string {
  const decimals = Math.max(decimalsOf(from), decimalsOf(to));
  return `${formatValue(from, locale, decimals)} → ${formatValue(to, locale, decimals)}`;
}

function separatorOf(locale: string, type: "decimal" | "group"): string {
  const part = new Intl.NumberFormat(locale).formatToParts(12345.6).find((piece) => piece.type === type);
  return part?.value ?? "";
}

/**
 * Read what a person typed as a number of their locale.
 *
 * Args:
 *   typed: "3,4", "12 000" or "1.234,5"; a point is taken as decimal sign when the locale cannot mean
 *     groups of thousands by it ("3.4" in German is 3.4, "3.400" is 3400).
 *
 * Returns:
 *   The number, or null when it is none.
 */
export function parseDecimal(typed: string, locale: string): number | null {
  const decimal = separatorOf(locale, "decimal");
  const group = separatorOf(locale, "group");
  let text = typed
    .trim()
    .replace(/[\s\u00a0\u202f'’]/g, "")
    .replace(/[−–]/g, "-");
  if (group === "." || group === ",") {
    const thousands = new RegExp(`^-?\\d{1,3}(\\${group}\\d{3})+(\\${decimal}\\d+)?$`);
    if (thousands.test(text)) text = text.replaceAll(group, "");
  }
  text = text.replace(",", ".");
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : null;
}

/** Clamped for drawing only; what is written stays as it is. */
export function clampShare(share: number): number {
  return Math.min(1, Math.max(0, share));
}
