import "./texts";
import { useLingui } from "@lingui/react/macro";
import { useSearch } from "@tanstack/react-router";
import { Suspense, useDeferredValue, useMemo } from "react";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { FoundBetweenQuery } from "../../__generated__/FoundBetweenQuery.graphql";
import type { FoundNamedQuery } from "../../__generated__/FoundNamedQuery.graphql";
import { Skeleton } from "../../ui/Skeleton";
import { useLiveQuery } from "../okr_sets/useLiveQuery";
import type { Tab } from "./addresses";
import styles from "./Found.module.css";
import { NamedFinding } from "./NamedFinding";
import { OverlapFilters } from "./OverlapFilters";
import { OverlapList } from "./OverlapList";
import { type Count, statesOf, tabOf } from "./states";
import { concernsOverlaps, type Listed } from "./useListed";

type Props = {
  unit: string;
  cycle: string;
  counts: readonly Count[];
  /** The least likeness of what is called likely and strong here. */
  thresholds: { readonly likely: number; readonly strong: number };
};

/** What was found, as the address asks for it: one finding before all, a tab, a cell of the matrix, a kind. */
export function Found(props: Props) {
  const { finding, tab } = useSearch({ from: "/alignment" });
  if (finding && !tab) return <AroundNamed id={finding} {...props} />;
  return <Listing tab={tab ?? "open"} {...props} />;
}

/** What stands around the finding that the address names: the others of which became the same. */
function AroundNamed({ id, ...props }: Props & { id: string }) {
  const { node } = useLazyLoadQuery<FoundNamedQuery>(
    graphql`
      query FoundNamedQuery($id: ID!) {
        node(id: $id) {
          ... on OverlapFinding {
            state
          }
        }
      }
    `,
    { id },
  );
  return <Listing tab={node?.state ? tabOf(node.state) : "open"} {...props} />;
}

/** The likeness of what structure makes certain, beyond any of texts. */
const certain = 100;

function Listing({ unit, cycle, counts, thresholds, tab }: Props & { tab: Tab }) {
  const { t } = useLingui();
  const { finding, row, column, kind, least } = useSearch({ from: "/alignment" });
  const minScore = least
    ? { LIKELY: thresholds.likely, STRONG: thresholds.strong, CERTAIN: certain }[least]
    : null;
  const wanted: Listed = useMemo(
    () => ({
      unit,
      cycle,
      between: row && column ? [row, column] : null,
      kinds: kind ? [kind] : null,
      states: [...statesOf[tab]],
      minScore,
    }),
    [unit, cycle, row, column, kind, tab, minScore],
  );
  // What was listed stays until the next list is here.
  const listed = useDeferredValue(wanted);
  return (
    <section aria-label={t`What was found`} aria-busy={listed !== wanted} className={styles.found}>
      {row && column ? (
        <Suspense fallback={<OverlapFilters tab={tab} counts={counts} />}>
          <CountedBetween unit={unit} cycle={cycle} row={row} column={column} tab={tab} />
        </Suspense>
      ) : (
        <OverlapFilters tab={tab} counts={counts} />
      )}
      {finding && <NamedFinding key={finding} id={finding} tab={tab} />}
      <Suspense fallback={<Skeleton label={t`Fetching what was found`} lines={6} />}>
        <OverlapList
          key={JSON.stringify(listed)}
          listed={listed}
          tab={tab}
          isFiltered={Boolean(kind || least || (row && column))}
          exceptId={finding ?? null}
        />
      </Suspense>
    </section>
  );
}

type Between = { unit: string; cycle: string; row: string; column: string; tab: Tab };

/** The filters, with what lies between the two units of the chosen cell counted. */
function CountedBetween({ unit, cycle, row, column, tab }: Between) {
  const { overlapCounts } = useLiveQuery<FoundBetweenQuery>(
    graphql`
      query FoundBetweenQuery($unit: ID!, $cycle: ID!, $between: [ID!]!) {
        overlapCounts(unit: $unit, cycle: $cycle, between: $between) {
          state
          kind
          count
        }
      }
    `,
    { unit, cycle, between: [row, column] },
    concernsOverlaps,
  );
  return <OverlapFilters tab={tab} counts={overlapCounts} />;
}
