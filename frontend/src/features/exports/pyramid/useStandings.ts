import { useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { useStandings_query$key } from "../../../__generated__/useStandings_query.graphql";
import type { Standing } from "./pyramidSheet";
import "../texts";

/** The rows above the map: mission, vision and strategies; the Moals of the cycle's years. */
export function useStandings(
  query: useStandings_query$key,
  cycle: { readonly startsOn: string; readonly endsOn: string } | null,
): readonly (readonly Standing[])[] {
  const { t } = useLingui();
  const { directions, moals } = useFragment(
    graphql`
      fragment useStandings_query on Query {
        directions {
          kind
          title
        }
        moals(states: [PROPOSED, AGREED, ACHIEVED], first: 50) {
          nodes {
            title
            year
            state
            unit {
              name
              kind
            }
          }
        }
      }
    `,
    query,
  );
  const words = { MISSION: t`Mission`, VISION: t`Vision`, STRATEGY: t`Strategy` };
  const ofCycle = moals.nodes.filter(
    ({ year }) =>
      cycle !== null &&
      year >= Number(cycle.startsOn.slice(0, 4)) &&
      year <= Number(cycle.endsOn.slice(0, 4)),
  );
  const rows: Standing[][] = [
    directions.map(({ kind, title }) => ({ about: words[kind], title, isMoal: false })),
    ofCycle.map(({ title, year, state, unit }) => ({
      about: [
        `Moal ${year}`,
        unit.kind === "COMPANY" ? null : unit.name,
        state === "PROPOSED" ? t`not agreed yet` : null,
      ]
        .filter(Boolean)
        .join(" · "),
      title,
      isMoal: true,
    })),
  ];
  return rows.filter((row) => row.length > 0);
}
