import "./texts";
import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useLocale } from "../../lib/locale";
import { type Cell, openIn } from "./matrix";
import { strengthOf, useStrengthWords } from "./words";

/** What a cell holds, said in full: "2 overlaps, 1 conflict, strongest: strong, the first waits for the second in 3 cases". */
export function useCellWords(): (cell: Cell | null) => string {
  const { t } = useLingui();
  const locale = useLocale();
  const strengthWords = useStrengthWords();
  return (cell) => {
    if (!cell || openIn(cell) + cell.dependencies === 0) return t`nothing`;
    const said: string[] = [];
    if (cell.overlaps > 0) said.push(plural(cell.overlaps, { one: "# overlap", other: "# overlaps" }));
    if (cell.conflicts > 0) said.push(plural(cell.conflicts, { one: "# conflict", other: "# conflicts" }));
    if (cell.interfaces > 0)
      said.push(plural(cell.interfaces, { one: "# interface", other: "# interfaces" }));
    if (cell.strongest && openIn(cell) > 0) {
      const strongest = strengthWords[strengthOf(cell.strongest)];
      said.push(t`strongest: ${strongest}`);
    }
    if (cell.dependencies > 0)
      said.push(
        cell.rowUnitId === cell.columnUnitId
          ? plural(cell.dependencies, {
              one: "one waits for another in # case",
              other: "one waits for another in # cases",
            })
          : plural(cell.dependencies, {
              one: "the first waits for the second in # case",
              other: "the first waits for the second in # cases",
            }),
      );
    return new Intl.ListFormat(locale, { type: "unit", style: "long" }).format(said);
  };
}
