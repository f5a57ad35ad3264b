import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useMemo, useState } from "react";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { PyramidPageQuery } from "../../__generated__/PyramidPageQuery.graphql";
import { formatLongDay } from "../../lib/days";
import { useHere } from "../../lib/here";
import { useLocale } from "../../lib/locale";
import { formatCount } from "../../lib/numbers";
import { buttonClass } from "../../ui/Button";
import { Empty } from "../../ui/Empty";
import { Page } from "../../ui/Page";
import { Segmented } from "../../ui/Segmented";
import { Skeleton } from "../../ui/Skeleton";
import { CycleSwitch } from "../cycles/CycleSwitch";
import { NoCycle } from "../cycles/NoCycle";
import { DirectionStrip } from "./DirectionStrip";
import { EmptyUnits } from "./EmptyUnits";
import { Legend } from "./Legend";
import { OverlaySwitches } from "./OverlaySwitches";
import type { Overlay } from "./overlays/overlay";
import styles from "./PyramidPage.module.css";
import { countUnits, pyramidTree, withoutEmptyUnits } from "./pyramidTree";
import { UnitList } from "./UnitList";
import { UnitMap } from "./UnitMap";
import { useObjectives } from "./useObjectives";
import { dayOfTree, useUnitsOfCycle } from "./useUnitsOfCycle";
import type { ColourBy, PyramidView } from "./views";
import "./texts";

const PyramidExports = lazy(() =>
  import("../exports/pyramid/PyramidExports").then((module) => ({ default: module.PyramidExports })),
);
const Overlays = lazy(() => import("./overlays/Overlays").then((module) => ({ default: module.Overlays })));
const FocusView = lazy(() => import("./FocusView").then((module) => ({ default: module.FocusView })));

/** The whole company from mission to key results, in any cycle: as a map, around one objective, or as a list. */
export function PyramidPage() {
  const { cycleId } = useHere();
  if (cycleId === null) return <NoCycle />;
  return <OfCycle cycle={cycleId} />;
}

function yearsOf(cycle: { startsOn: string; endsOn: string } | null | undefined): number[] {
  if (!cycle) return [];
  return [...new Set([Number(cycle.startsOn.slice(0, 4)), Number(cycle.endsOn.slice(0, 4))])];
}

function OfCycle({ cycle }: { cycle: string }) {
  const { t } = useLingui();
  const navigate = useNavigate({ from: "/pyramid" });
  const {
    view = "map",
    colour = "progress",
    objective,
    emptyUnits = false,
    overlaps = false,
    dependencies = false,
  } = useSearch({ from: "/pyramid" });
  const data = useLazyLoadQuery<PyramidPageQuery>(
    graphql`
      query PyramidPageQuery($cycle: ID!) {
        organisation {
          name
        }
        cycle(id: $cycle) {
          startsOn
          endsOn
        }
        ...CycleSwitch_query
        ...PyramidExports_query
        ...DirectionStrip_query
      }
    `,
    { cycle },
  );
  const day = dayOfTree(data.cycle);
  const [overlay, setOverlay] = useState<Overlay | null>(null);
  const change = (part: { view?: PyramidView; colour?: ColourBy }) =>
    void navigate({
      to: "/pyramid",
      search: (before) => ({ ...before, ...part }),
      replace: true,
      resetScroll: false,
    });
  return (
    <Page
      isWide
      title={data.organisation.name}
      name={t`Pyramid`}
      below={
        <>
          <CycleSwitch query={data} cycleId={cycle} />
          <Suspense>
            <Counts cycle={cycle} day={day} />
          </Suspense>
        </>
      }
      actions={
        <>
          <Segmented
            label={t`View`}
            value={view}
            options={[
              { value: "map", label: t`Map` },
              { value: "focus", label: t`Focus` },
              { value: "list", label: t`List` },
            ]}
            onChange={(chosen) => change({ view: chosen })}
          />
          {view === "map" && (
            <Segmented
              label={t`Colour by`}
              value={colour}
              options={[
                { value: "progress", label: t`Progress` },
                { value: "confidence", label: t`Confidence` },
                { value: "contribution", label: t`Contribution` },
              ]}
              onChange={(chosen) => change({ colour: chosen })}
            />
          )}
          <OverlaySwitches hasOverlaps={overlaps} hasDependencies={dependencies} />
          <Suspense>
            <PyramidExports query={data} cycleId={cycle} colourBy={colour} hasEmptyUnits={emptyUnits} />
          </Suspense>
        </>
      }
    >
      {(overlaps || dependencies) && (
        <Suspense>
          <Overlays
            cycle={cycle}
            hasOverlaps={overlaps}
            hasDependencies={dependencies}
            onOverlay={setOverlay}
          />
        </Suspense>
      )}
      {view !== "focus" && <DirectionStrip query={data} years={yearsOf(data.cycle)} />}
      <Suspense fallback={<Skeleton label={t`Fetching the objectives`} lines={8} />}>
        {view === "focus" ? (
          <Focus cycle={cycle} objective={objective} overlay={overlay} />
        ) : (
          <Whole
            cycle={cycle}
            day={day}
            view={view}
            colour={colour}
            hasEmptyUnits={emptyUnits}
            overlay={overlay}
          />
        )}
      </Suspense>
    </Page>
  );
}

/** Around the objective of the address; without one, around the first of the unit that one looks at. */
function Focus({ cycle, objective, overlay }: FocusProps & { objective: string | undefined }) {
  if (objective !== undefined) return <FocusView objectiveId={objective} cycleId={cycle} overlay={overlay} />;
  return <FocusOnFirst cycle={cycle} overlay={overlay} />;
}

type FocusProps = { cycle: string; overlay: Overlay | null };

function FocusOnFirst({ cycle, overlay }: FocusProps) {
  const { t } = useLingui();
  const { unitId, companyId } = useHere();
  const objectives = useObjectives(cycle);
  if (!objectives) return <Skeleton label={t`Fetching the objectives`} lines={8} />;
  const firstOf = (unit: string) => objectives.find((objective) => objective.unitId === unit);
  const first = firstOf(unitId) ?? firstOf(companyId) ?? objectives[0];
  return <FocusView objectiveId={first?.id ?? null} cycleId={cycle} overlay={overlay} />;
}

/** `day` is that of the unit tree: the last one of a cycle that is over, null for today. */
type WholeProps = {
  cycle: string;
  day: string | null;
  view: "map" | "list";
  colour: ColourBy;
  hasEmptyUnits: boolean;
  overlay: Overlay | null;
};

/** Units that have objectives, and those above them; the others on request, for they would hide what there is. */
function Whole({ cycle, day, view, colour, hasEmptyUnits, overlay }: WholeProps) {
  const { t } = useLingui();
  const locale = useLocale();
  const objectives = useObjectives(cycle);
  const { units, isComplete } = useUnitsOfCycle(day, objectives);
  const tree = useMemo(
    () => (objectives && isComplete ? pyramidTree(units, objectives, locale) : null),
    [units, objectives, isComplete, locale],
  );
  const busyTree = useMemo(() => tree && withoutEmptyUnits(tree), [tree]);
  if (!tree || !busyTree || !objectives) return <Skeleton label={t`Fetching the objectives`} lines={8} />;
  const shown = hasEmptyUnits ? tree : busyTree;
  const kind = hasEmptyUnits ? "all" : "busy";
  const emptyUnits = <EmptyUnits count={countUnits(tree) - countUnits(busyTree)} areShown={hasEmptyUnits} />;
  if (objectives.length === 0 && !hasEmptyUnits) {
    return (
      <Empty
        action={
          <>
            {day === null && (
              <Link to="/planning" className={buttonClass()}>
                <Trans>To the planning</Trans>
              </Link>
            )}
            {emptyUnits}
          </>
        }
      >
        <Trans>No unit has OKRs in this cycle that you can see.</Trans>
      </Empty>
    );
  }
  if (view === "list") {
    return (
      <UnitList key={kind} tree={shown} objectives={objectives} overlay={overlay}>
        {emptyUnits}
      </UnitList>
    );
  }
  return (
    <div className={styles.map}>
      <UnitMap
        key={kind}
        tree={shown}
        objectives={objectives}
        colourBy={colour}
        memory={`samsvar.map.${cycle}.${kind}`}
        overlay={overlay}
      >
        {emptyUnits}
      </UnitMap>
      <Legend colourBy={colour} />
      {overlay && <overlay.Legend />}
    </div>
  );
}

/** How many there are, and how many of them help nothing above. */
function Counts({ cycle, day }: { cycle: string; day: string | null }) {
  const { t } = useLingui();
  const locale = useLocale();
  const objectives = useObjectives(cycle);
  const { units } = useUnitsOfCycle(day, objectives);
  const then = day && formatLongDay(day, locale);
  if (!objectives) return null;
  const unitCount = plural(units.length, { one: "# unit", other: "# units" });
  const objectiveCount = plural(objectives.length, { one: "# objective", other: "# objectives" });
  const alone = objectives.filter((objective) => objective.link === "none").length;
  return (
    <>
      {" · "}
      {unitCount}
      {then && ` ${t`as of ${then}`}`}, {objectiveCount}
      {alone > 0 && ` · ${t`${formatCount(alone, locale)} without a contribution upward`}`}
    </>
  );
}
