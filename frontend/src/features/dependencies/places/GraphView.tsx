import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import { Minus, Plus } from "lucide-react";
import { Suspense, useMemo, useState } from "react";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { GraphViewQuery } from "../../../__generated__/GraphViewQuery.graphql";
import { useFreshness } from "../../../lib/freshness";
import { useHere } from "../../../lib/here";
import { useLocale } from "../../../lib/locale";
import { formatCount } from "../../../lib/numbers";
import { Button } from "../../../ui/Button";
import { Empty } from "../../../ui/Empty";
import { IconButton } from "../../../ui/IconButton";
import { Segmented } from "../../../ui/Segmented";
import { Skeleton } from "../../../ui/Skeleton";
import { sizes } from "../../../ui/tokens";
import { SearchField } from "../../search/SearchField";
import { asDependency } from "./asDependency";
import { DrawnGraph } from "./DrawnGraph";
import { GraphTable } from "./GraphTable";
import styles from "./GraphView.module.css";
import { graphOf } from "./graph";
import { type Dependency, filtered, filterOf } from "./rows";
import { useDependencySearch } from "./useDependencySearch";
import { type DependencyDirection, deepest } from "./views";

const kinds = ["UNIT", "OBJECTIVE"] as const;
const usualDepth = 3;
/** So many cards at first, and more with each press. */
const portion = 30;

type Props = {
  unit: string;
  cycle: string;
  /** The unit, and all below it. */
  ownUnits: ReadonlySet<string>;
};

/** What something waits for on its left, and what waits for it on its right. */
export function GraphView({ unit, cycle, ownUnits }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const { search, change } = useDependencySearch();
  const { companyId } = useHere();
  const of = search.of ?? unit;
  // In the whole company all is near already.
  const hasWays = of !== companyId;
  const depth = search.depth ?? usualDepth;
  const steps = formatCount(depth, locale);
  return (
    <>
      <div className={styles.tools}>
        <div className={styles.search}>
          <SearchField
            label={t`Search the objective or unit to look at`}
            placeholder={t`Look at another objective or unit`}
            kinds={kinds}
            cycle={cycle}
            onChoose={(hit) => change({ of: hit.id })}
          />
        </div>
        {hasWays && (
          <>
            <Segmented
              label={t`Which way`}
              value={search.direction ?? "both"}
              options={[
                { value: "both", label: t`Both ways` },
                { value: "upstream", label: t`Waits for` },
                { value: "downstream", label: t`Is waited for` },
              ]}
              onChange={(direction) => change({ direction: direction === "both" ? undefined : direction })}
            />
            <fieldset className={styles.depth} aria-label={t`How far`}>
              <IconButton
                label={t`One step less`}
                disabled={depth <= 1}
                onClick={() => change({ depth: depth - 1 })}
              >
                <Minus size={sizes.icon} aria-hidden="true" />
              </IconButton>
              <output>
                <Trans>{steps} steps far</Trans>
              </output>
              <IconButton
                label={t`One step more`}
                disabled={depth >= deepest}
                onClick={() => change({ depth: depth + 1 })}
              >
                <Plus size={sizes.icon} aria-hidden="true" />
              </IconButton>
            </fieldset>
          </>
        )}
        {search.of && (
          <Button size="small" variant="plain" onClick={() => change({ of: undefined })}>
            <Trans>Back to the unit</Trans>
          </Button>
        )}
      </div>
      <Suspense fallback={<Skeleton label={t`Fetching the dependencies`} lines={6} />}>
        <Around
          key={of}
          of={of}
          cycle={cycle}
          depth={hasWays ? depth : 1}
          direction={hasWays ? search.direction : "upstream"}
          ownUnits={ownUnits}
        />
      </Suspense>
    </>
  );
}

type AroundProps = {
  of: string;
  cycle: string;
  depth: number;
  direction: DependencyDirection | undefined;
  ownUnits: ReadonlySet<string>;
};

function Around({ of, cycle, depth, direction, ownUnits }: AroundProps) {
  const locale = useLocale();
  const { search } = useDependencySearch();
  const [limit, setLimit] = useState(portion);
  const data = useLazyLoadQuery<GraphViewQuery>(
    graphql`
      query GraphViewQuery($of: ID!, $cycle: ID!, $depth: Int!, $up: Boolean!, $down: Boolean!) {
        upstream: dependencies(of: $of, cycle: $cycle, direction: UPSTREAM, depth: $depth) @include(if: $up) {
          id
          ...asDependency_dependency @relay(mask: false)
        }
        downstream: dependencies(of: $of, cycle: $cycle, direction: DOWNSTREAM, depth: $depth) @include(if: $down) {
          id
          ...asDependency_dependency @relay(mask: false)
        }
        criticalChain(of: $of, cycle: $cycle) {
          dependencies {
            id
          }
        }
      }
    `,
    { of, cycle, depth, up: direction !== "downstream", down: direction !== "upstream" },
    useFreshness(),
  );
  const { late, undecided, kinds: some, states } = search;
  const dependencies = useMemo(() => {
    const all = new Map<string, Dependency>();
    for (const fields of [...(data.upstream ?? []), ...(data.downstream ?? [])]) {
      for (const dependency of asDependency(fields)) all.set(dependency.id, dependency);
    }
    return filtered([...all.values()], filterOf({ late, undecided, kinds: some, states }), ownUnits);
  }, [data, late, undecided, some, states, ownUnits]);
  const graph = useMemo(
    () =>
      graphOf(dependencies, {
        grain: of.startsWith("unit_") ? "units" : "objectives",
        centres: of.startsWith("unit_") ? ownUnits : new Set([of]),
        chain: data.criticalChain.dependencies.map(({ id }) => id),
        limit,
      }),
    [dependencies, data, of, ownUnits, limit],
  );
  if (graph.nodes.length === 0) {
    return (
      <Empty>
        <Trans>Nothing here waits for anybody, and nobody waits for it.</Trans>
      </Empty>
    );
  }
  return (
    <>
      <DrawnGraph graph={graph} centre={of} />
      {graph.hiddenCount > 0 && (
        <Button size="small" className={styles.more} onClick={() => setLimit(limit + portion)}>
          <Trans>Show more ({formatCount(graph.hiddenCount, locale)})</Trans>
        </Button>
      )}
      <GraphTable graph={graph} />
    </>
  );
}
