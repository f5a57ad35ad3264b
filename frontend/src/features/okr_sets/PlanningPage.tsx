import { Trans } from "@lingui/react/macro";
import { Link, useSearch } from "@tanstack/react-router";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { PlanningPagePlaceQuery } from "../../__generated__/PlanningPagePlaceQuery.graphql";
import type { PlanningPageQuery } from "../../__generated__/PlanningPageQuery.graphql";
import { useHere } from "../../lib/here";
import { buttonClass } from "../../ui/Button";
import { Empty } from "../../ui/Empty";
import { Page } from "../../ui/Page";
import { NoCycle } from "../cycles/NoCycle";
import { EditsProvider } from "../edits/EditsProvider";
import { PlannedUnit } from "./PlannedUnit";
import { cycleToPlan } from "./planning";
import "./texts";
import { useLiveQuery } from "./useLiveQuery";

/** Planning: a unit's OKRs of a cycle, written by its people together, until the unit commits to them. */
export function PlanningPage() {
  const { unitId } = useHere();
  const { cycle } = useSearch({ from: "/planning" });
  const { viewer, cycles } = useLazyLoadQuery<PlanningPagePlaceQuery>(
    graphql`
      query PlanningPagePlaceQuery {
        viewer {
          person {
            id
          }
        }
        cycles(first: 40) {
          nodes {
            id
            state
            startsOn
          }
        }
      }
    `,
    {},
  );
  const cycleId = cycle ?? cycleToPlan(cycles.nodes)?.id;
  if (cycleId === undefined || !viewer.person) return <NoCycle />;
  return (
    <EditsProvider person={viewer.person.id}>
      <OfUnitAndCycle key={`${unitId} ${cycleId}`} unit={unitId} cycle={cycleId} />
    </EditsProvider>
  );
}

const query = graphql`
  query PlanningPageQuery($unit: ID!, $cycle: ID!) {
    viewer {
      rights(unit: $unit)
    }
    unit(id: $unit) {
      id
      ...PlannedUnit_unit @arguments(cycle: $cycle)
    }
    cycle(id: $cycle) {
      id
      ...PlannedUnit_cycle
    }
    ...CycleSwitch_query
  }
`;

function OfUnitAndCycle({ unit, cycle }: { unit: string; cycle: string }) {
  const data = useLiveQuery<PlanningPageQuery>(query, { unit, cycle });
  if (!data.unit || !data.cycle) return <Missing />;
  return <PlannedUnit unit={data.unit} cycle={data.cycle} rights={data.viewer.rights} query={data} />;
}

function Missing() {
  return (
    <Page title={<Trans>Nothing is here</Trans>}>
      <Empty
        action={
          <Link to="/planning" search={{}} className={buttonClass({ variant: "primary" })}>
            <Trans>To our planning</Trans>
          </Link>
        }
      >
        <Trans>This unit or cycle does not exist, or you may not see it.</Trans>
      </Empty>
    </Page>
  );
}
