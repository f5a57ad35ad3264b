import { type RefObject, useLayoutEffect, useState } from "react";
import { largestThatFits, largestType, smallestType } from "./fitting";

/**
 * Give a sheet the largest type with which all of it fits on its page.
 *
 * Args:
 *   sheet: As wide as the printable part of its page, with that part's height as its least height.
 *   contents, language: What it shows, and in which language; when they change it is fitted anew.
 *
 * Returns:
 *   Whether it does not fit even in the smallest type that can be read.
 */
export function useFittingType(
  sheet: RefObject<HTMLElement | null>,
  contents: unknown,
  language: string,
): boolean {
  const [isTooLong, setTooLong] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it shows decides how large it can be.
  useLayoutEffect(() => {
    const element = sheet.current;
    if (!element) return;
    const refit = () => {
      const fits = (points: number) => {
        element.style.setProperty("font-size", `${points}pt`);
        element.style.setProperty("min-height", "0");
        const { height } = element.getBoundingClientRect();
        element.style.removeProperty("min-height");
        // What the style sheet says a page holds; half a pixel is rounding.
        return height <= Number.parseFloat(getComputedStyle(element).minHeight) + 0.5;
      };
      const points = largestThatFits(fits, smallestType, largestType);
      setTooLong(!fits(points));
    };
    refit();
    // Its letters may arrive after it.
    void document.fonts?.ready.then(refit);
  }, [sheet, contents, language]);
  return isTooLong;
}
