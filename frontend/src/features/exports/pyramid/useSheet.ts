import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import { formatLongDay, localDay } from "../../../lib/days";
import { useLocale } from "../../../lib/locale";
import { formatShare } from "../../../lib/numbers";
import { colours } from "../../../ui/tokens";
import { layOut } from "../../pyramid/layout";
import { legends, lookOf, type PyramidObjective } from "../../pyramid/looks";
import { pyramidTree, withoutEmptyUnits } from "../../pyramid/pyramidTree";
import { useObjectives } from "../../pyramid/useObjectives";
import { useToneWords } from "../../pyramid/useTones";
import { useUnitsOfCycle } from "../../pyramid/useUnitsOfCycle";
import type { ColourBy } from "../../pyramid/views";
import { canvasMeasure } from "./canvasPen";
import type { Sheet, Standing } from "./pyramidSheet";
import "../texts";

/** Width to height of a landscape page. */
const aspect = Math.SQRT2;
/** High enough for two lines that can be read on paper. */
const tileHeight = 26;

type Shown = {
  cycleId: string;
  /** Of the tree; null for today's. */
  day: string | null;
  colourBy: ColourBy;
  hasEmptyUnits: boolean;
};
type Cycle = { readonly name: string; readonly startsOn: string; readonly endsOn: string };

/**
 * Everything that the drawing of the company says, in the person's language.
 *
 * Returns:
 *   A function of the organisation's name, the cycle and what stands above it; null as long as units or objectives are not here.
 */
export function useSheet({ cycleId, day, colourBy, hasEmptyUnits }: Shown) {
  const { t } = useLingui();
  const locale = useLocale();
  const toneWords = useToneWords();
  const objectives = useObjectives(cycleId);
  const { units, isComplete } = useUnitsOfCycle(day, objectives);
  const tree = useMemo(
    () => (objectives && isComplete ? pyramidTree(units, objectives, locale) : null),
    [units, objectives, isComplete, locale],
  );
  const colouring: Record<ColourBy, string> = {
    progress: t`coloured by progress`,
    confidence: t`coloured by confidence`,
    contribution: t`coloured by contribution`,
  };
  const detailsOf = (objective: PyramidObjective) => {
    const own =
      objective.ownResult === null ? null : t`own result ${formatShare(objective.ownResult, locale)}`;
    const support = objective.support === null ? null : t`support ${formatShare(objective.support, locale)}`;
    return [toneWords[lookOf(objective, "progress").tone], own, support].filter(Boolean).join(" · ");
  };
  return (organisation: string, cycle: Cycle, above: readonly (readonly Standing[])[]): Sheet | null => {
    if (!tree || !objectives) return null;
    const days = `${formatLongDay(cycle.startsOn, locale)} – ${formatLongDay(cycle.endsOn, locale)}`;
    const today = formatLongDay(localDay(new Date()), locale);
    return {
      title: organisation,
      subtitle: [cycle.name, days, colouring[colourBy], t`as of ${today}`].join(" · "),
      above,
      legend: legends[colourBy].map((tone) => ({ tone, word: toneWords[tone] })),
      layout: layOut(hasEmptyUnits ? tree : withoutEmptyUnits(tree), aspect, tileHeight),
      tiles: new Map(
        objectives.map((objective) => [
          objective.id,
          { title: objective.title, details: detailsOf(objective), look: lookOf(objective, colourBy) },
        ]),
      ),
      colours: colours.light,
      measure: canvasMeasure(),
    };
  };
}
