import { useLingui } from "@lingui/react/macro";
import { formatDay } from "../../lib/days";
import { useLocale } from "../../lib/locale";
import { formatMeasured } from "../../lib/measures";
import type { Mark } from "./series";
import "./texts";

/** What a mark says, in one line: "12. okt. · 3,4 % · tiltro 6". */
export function useMarkWords(measure: string): (mark: Mark) => string {
  const { t } = useLingui();
  const locale = useLocale();
  return ({ at, value, confidence, words, isSuperseded }) => {
    const parts = [formatDay(new Date(at).toISOString(), locale, new Date())];
    if (value !== null) parts.push(formatMeasured(value, measure, locale));
    if (confidence !== null) parts.push(t`confidence ${confidence}`);
    if (words) parts.push(words);
    if (isSuperseded) parts.push(t`corrected since`);
    return parts.join(" · ");
  };
}
