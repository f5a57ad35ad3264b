import "./texts";
import { useLingui } from "@lingui/react/macro";
import { useSearch } from "@tanstack/react-router";
import { Suspense, useDeferredValue, useId, useMemo } from "react";
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
  const headingId = useId();
  const { finding, row, column, across, kind, least } = useSearch({ from: "/alignment" });
  const [one, other] = row && column ? [row, column] : [unit, across];
  const minScore = least
    ? { LIKELY: thresholds.likely, STRONG: thresholds.strong, CERTAIN: certain }[least]
    : null;
  const wanted: Listed = useMemo(
    () => ({
      unit,
      cycle,
      between: other ? [one, other] : null,
      kinds: kind ? [kind] : null,
      states: [...statesOf[tab]],
      minScore,
    }),
    [unit, cycle, one, other, kind, tab, minScore],
  );
  // What was listed stays until the next list is here.
  const listed = useDeferredValue(wanted);
  return (
    <section aria-labelledby={headingId} aria-busy={listed !== wanted} className={styles.found}>
      <h2 id={headingId} className="visually-hidden">
        {t`What was found`}
      </h2>
      {other ? (
        <Suspense fallback={<OverlapFilters unit={unit} tab={tab} counts={counts} />}>
          <CountedBetween unit={unit} cycle={cycle} one={one} other={other} tab={tab} />
        </Suspense>
      ) : (
        <OverlapFilters unit={unit} tab={tab} counts={counts} />
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

type Between = { unit: string; cycle: string; one: string; other: string; tab: Tab };

/** The filters, with what lies between two units counted. */
function CountedBetween({ unit, cycle, one, other, tab }: Between) {
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
    { unit, cycle, between: [one, other] },
    concernsOverlaps,
  );
  return <OverlapFilters unit={unit} tab={tab} counts={overlapCounts} />;
}
