import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import "./texts";
import { useLocale } from "../../../lib/locale";
import { formatMeasured } from "../../../lib/measures";
import { formatValue } from "../../../lib/numbers";
import type { Definition, DefinitionField, Kind, Lack } from "./definitions";

type KindWords = { readonly name: string; readonly about: string };

/** How a key result can be shown, each in a word and in a sentence. */
export function useKindWords(): Record<Kind, KindWords> {
  const { t } = useLingui();
  return {
    INCREASE: { name: t`Rises`, about: t`A number goes up, from where it is to where we want it.` },
    DECREASE: { name: t`Falls`, about: t`A number goes down, from where it is to where we want it.` },
    MAINTAIN: {
      name: t`Holds`,
      about: t`A number stays within its limits. It is kept or not, nothing between.`,
    },
    MILESTONE: {
      name: t`Steps`,
      about: t`Steps that others can see are reached. For what no number shows.`,
    },
    BASELINE: {
      name: t`To be learned`,
      about: t`We don't know the number yet, and find it out this cycle. There is no percentage.`,
    },
  };
}

/** What the parts of a definition are called. */
export function useFieldWords(): Record<DefinitionField, string> {
  const { t } = useLingui();
  return {
    kind: t`How it is shown`,
    metric: t`Metric`,
    baseline: t`From`,
    target: t`To`,
    stretch: t`Stretch`,
    bandLow: t`At least`,
    bandHigh: t`At most`,
    steps: t`Steps`,
  };
}

/** What is still to be said, in the fewest words. */
export function useLackWords(): Record<Lack, string> {
  const { t } = useLingui();
  return {
    metric: t`metric`,
    baseline: t`start`,
    target: t`target`,
    band: t`a limit`,
    steps: t`steps`,
    distance: t`a target that differs from the start`,
  };
}

/** Reads a definition back as a sentence, as far as it goes: "Feilede trekk: fra 4,2 % til 2 %, strekk 1,5 %". */
export function useSentence(): (definition: Definition, options?: { isNamed?: boolean }) => string {
  const { t } = useLingui();
  const locale = useLocale();
  return (
    { kind, metric, baseline, target, stretch, bandLow, bandHigh, steps },
    { isNamed = false } = {},
  ) => {
    const measure = metric?.measure ?? "";
    const say = (value: number) => formatMeasured(value, measure, locale);
    // A word is said once, a sign each time: "from 12 to 4 days", "from 4.2% to 2%".
    const begin = (value: number) => (measure === "%" ? say(value) : formatValue(value, locale));
    const named = (words: string) => [isNamed ? "" : metric?.name, words].filter(Boolean).join(": ");
    switch (kind) {
      case "MILESTONE": {
        if (steps.length === 0) return "";
        const count = plural(steps.length, { one: "# step", other: "# steps" });
        return `${count}: ${steps.map(({ title }) => title).join(" → ")}`;
      }
      case "BASELINE":
        return named(t`we learn where it stands`);
      case "MAINTAIN":
        if (bandLow !== null && bandHigh !== null)
          return named(t`stays between ${begin(bandLow)} and ${say(bandHigh)}`);
        if (bandLow !== null) return named(t`stays at ${say(bandLow)} or more`);
        return named(bandHigh === null ? "" : t`stays at ${say(bandHigh)} or less`);
      default: {
        const from = baseline === null ? null : target === null ? say(baseline) : begin(baseline);
        const to = target === null ? null : say(target);
        const way =
          from !== null && to !== null
            ? t`from ${from} to ${to}`
            : from !== null
              ? t`from ${from}`
              : to !== null
                ? t`to ${to}`
                : "";
        const more = stretch === null ? "" : t`stretch ${say(stretch)}`;
        return named([way, more].filter(Boolean).join(", "));
      }
    }
  };
}
