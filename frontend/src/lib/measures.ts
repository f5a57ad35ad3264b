import { decimalsOf, formatSpan, formatValue } from "./numbers";

const narrowSpace = "\u00a0";

function withMeasure(written: string, measure: string, locale: string): string {
  if (measure === "") return written;
  if (measure !== "%") return written + narrowSpace + measure;
  // How far the sign stands from the number is the language's matter: "71 %" in Norwegian, "71%" in English.
  const sample = new Intl.NumberFormat(locale, { style: "percent" }).format(0);
  return written + sample.replace(/^0/, "");
}

/** "71 %", "3,4 s", "12 000 NOK": a value with its measure, by locale. */
export function formatMeasured(value: number, measure: string, locale: string, decimals = 0): string {
  return withMeasure(formatValue(value, locale, decimals), measure, locale);
}

/** "62 → 80 %": from baseline to target; the measure is written once. */
export function formatWay(baseline: number, target: number, measure: string, locale: string): string {
  return withMeasure(formatSpan(baseline, target, locale), measure, locale);
}

/** "95–99 %": the band that a value is to be kept in; open ends read "≥ 95" and "≤ 99". */
export function formatBand(low: number | null, high: number | null, measure: string, locale: string): string {
  if (low !== null && high !== null) {
    const decimals = Math.max(decimalsOf(low), decimalsOf(high));
    return withMeasure(
      `${formatValue(low, locale, decimals)}–${formatValue(high, locale, decimals)}`,
      measure,
      locale,
    );
  }
  if (low !== null) return `≥ ${formatMeasured(low, measure, locale)}`;
  if (high !== null) return `≤ ${formatMeasured(high, measure, locale)}`;
  return "–";
}
