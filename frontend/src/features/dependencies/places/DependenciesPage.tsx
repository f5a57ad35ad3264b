import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { DependenciesPageQuery } from "../../../__generated__/DependenciesPageQuery.graphql";
import { useHere } from "../../../lib/here";
import { buttonClass } from "../../../ui/Button";
import { Empty } from "../../../ui/Empty";
import { Page } from "../../../ui/Page";
import { Segmented } from "../../../ui/Segmented";
import { Skeleton } from "../../../ui/Skeleton";
import { CycleSwitch } from "../../cycles/CycleSwitch";
import { NoCycle } from "../../cycles/NoCycle";
import { Breadcrumbs } from "../../units/Breadcrumbs";
import { UnitSwitch } from "../../units/UnitSwitch";
import { DependencyTable } from "./DependencyTable";
import { Filters } from "./Filters";
import { countsOf, filtered, filterOf } from "./rows";
import { useDependencies, useDependencyNews } from "./useDependencies";
import { useDependencySearch } from "./useDependencySearch";
import { useOwnUnits } from "./useOwnUnits";

const GraphView = lazy(() => import("./GraphView").then((module) => ({ default: module.GraphView })));
const TimelineView = lazy(() =>
  import("./TimelineView").then((module) => ({ default: module.TimelineView })),
);
const ChainsView = lazy(() => import("./ChainsView").then((module) => ({ default: module.ChainsView })));
const DetailsPanel = lazy(() =>
  import("./DetailsPanel").then((module) => ({ default: module.DetailsPanel })),
);

/** Who waits for whom: as a table, a graph, a timeline, and as chains and circles. */
export function DependenciesPage() {
  const { unitId, cycleId } = useHere();
  if (cycleId === null) return <NoCycle />;
  return <OfUnit key={`${unitId} ${cycleId}`} unit={unitId} cycle={cycleId} />;
}

type Whereabouts = { unit: string; cycle: string };

function OfUnit({ unit, cycle }: Whereabouts) {
  const { t } = useLingui();
  const { search, change } = useDependencySearch();
  const data = useLazyLoadQuery<DependenciesPageQuery>(
    graphql`
      query DependenciesPageQuery($unit: ID!, $cycle: ID!) {
        unit(id: $unit) {
          id
          name
          ...Breadcrumbs_unit
        }
        cycle(id: $cycle) {
          startsOn
          endsOn
        }
        ...CycleSwitch_query
      }
    `,
    { unit, cycle },
  );
  if (!data.unit || !data.cycle) return <Missing />;
  const { name } = data.unit;
  return (
    <Page
      isWide
      title={<UnitSwitch name={name} unitId={unit} place="/dependencies" />}
      name={t`Dependencies: ${name}`}
      above={<Breadcrumbs unit={data.unit} place="/dependencies" />}
      below={<CycleSwitch query={data} cycleId={cycle} />}
      actions={
        <Segmented
          label={t`View`}
          value={search.view ?? "table"}
          options={[
            { value: "table", label: t`Table` },
            { value: "graph", label: t`Graph` },
            { value: "timeline", label: t`Timeline` },
            { value: "chains", label: t`Chains` },
          ]}
          onChange={(view) => change({ view: view === "table" ? undefined : view })}
        />
      }
    >
      <Suspense fallback={<Skeleton label={t`Fetching the dependencies`} lines={8} />}>
        <Shown unit={unit} cycle={cycle} span={data.cycle} />
      </Suspense>
    </Page>
  );
}

type ShownProps = Whereabouts & { span: { readonly startsOn: string; readonly endsOn: string } };

function Shown({ unit, cycle, span }: ShownProps) {
  const { t } = useLingui();
  const { companyId } = useHere();
  const { search, change } = useDependencySearch();
  useDependencyNews();
  const dependencies = useDependencies(unit, cycle);
  const ownUnits = useOwnUnits(unit);
  if (!dependencies) return <Skeleton label={t`Fetching the dependencies`} lines={8} />;
  const { view = "table" } = search;
  // A graph has directions, and is asked for along them; whose side it is, it shows by itself.
  const filter = filterOf(view === "graph" ? { ...search, side: undefined } : search);
  const rows = filtered(dependencies, filter, ownUnits);
  const counts = countsOf(filtered(dependencies, { ...filterOf({}), side: filter.side }, ownUnits));
  const close = () => change({ open: undefined });
  return (
    <>
      {dependencies.length === 0 ? (
        <Empty
          title={t`Nothing is waited for`}
          action={
            <Link to="/planning" search={{ unit, cycle }} className={buttonClass()}>
              <Trans>Ask for something in the planning</Trans>
            </Link>
          }
        >
          <Trans>
            Here stands what units need of each other in this cycle: what, by when, and what happens without
            it.
          </Trans>
        </Empty>
      ) : (
        <>
          {view !== "chains" && (
            <Filters
              counts={view === "graph" && search.of ? null : counts}
              hasSides={view !== "graph" && unit !== companyId}
            />
          )}
          <Suspense fallback={<Skeleton label={t`Drawing`} lines={8} />}>
            {view === "graph" && <GraphView unit={unit} cycle={cycle} ownUnits={ownUnits} />}
            {view === "chains" && <ChainsView unit={unit} cycle={cycle} />}
            {(view === "table" || view === "timeline") && rows.length === 0 && (
              <Empty>
                <Trans>None is like that. Show all to see the others.</Trans>
              </Empty>
            )}
            {view === "table" && rows.length > 0 && <DependencyTable dependencies={rows} />}
            {view === "timeline" && rows.length > 0 && <TimelineView dependencies={rows} cycle={span} />}
          </Suspense>
        </>
      )}
      {search.open && (
        <Suspense>
          <DetailsPanel id={search.open} dependencies={dependencies} onClose={close} />
        </Suspense>
      )}
    </>
  );
}

function Missing() {
  return (
    <Page title={<Trans>Nothing is here</Trans>}>
      <Empty
        action={
          <Link to="/dependencies" search={{}} className={buttonClass({ variant: "primary" })}>
            <Trans>To our dependencies</Trans>
          </Link>
        }
      >
        <Trans>This unit or cycle does not exist, or you may not see it.</Trans>
      </Empty>
    </Page>
  );
}
