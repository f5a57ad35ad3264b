import { useLingui } from "@lingui/react/macro";
import { Suspense } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { CycleSwitch_query$key } from "../../__generated__/CycleSwitch_query.graphql";
import type { PlannedUnit_cycle$key } from "../../__generated__/PlannedUnit_cycle.graphql";
import type { PlannedUnit_unit$key } from "../../__generated__/PlannedUnit_unit.graphql";
import { Page } from "../../ui/Page";
import { RequestsWaiting } from "../contributions/editing/RequestsWaiting";
import { CycleSwitch } from "../cycles/CycleSwitch";
import { SaveState } from "../edits/SaveState";
import { SetExports } from "../exports/SetExports";
import { Breadcrumbs } from "../units/Breadcrumbs";
import { UnlessItTakesNoPart } from "../units/editing/UnlessItTakesNoPart";
import { UnitSwitch } from "../units/UnitSwitch";
import { BeginDraft } from "./BeginDraft";
import { PlannedSet } from "./PlannedSet";
import { lockOf } from "./planning";
import "./texts";
import { UndoButtons } from "./UndoButtons";

type Props = {
  unit: PlannedUnit_unit$key;
  cycle: PlannedUnit_cycle$key;
  rights: readonly string[];
  query: CycleSwitch_query$key;
};

/** A unit and a cycle, with the set that is written for it or the way to begin it. */
export function PlannedUnit({ unit, cycle, rights, query }: Props) {
  const { t } = useLingui();
  const { id, name, okrSet, ...above } = useFragment(
    graphql`
      fragment PlannedUnit_unit on Unit @argumentDefinitions(cycle: { type: "ID!" }) {
        id
        name
        ...Breadcrumbs_unit
        okrSet(cycle: $cycle) {
          id
          state
          ...SetExports_okrSet
          ...PlannedSet_okrSet
        }
      }
    `,
    unit,
  );
  const here = useFragment(
    graphql`
      fragment PlannedUnit_cycle on Cycle {
        id
        name
        state
      }
    `,
    cycle,
  );
  const lock = okrSet ? lockOf(okrSet, here, rights) : null;
  return (
    <Page
      title={<UnitSwitch name={name} unitId={id} place="/planning" />}
      name={t`Planning: ${name}`}
      above={<Breadcrumbs unit={above} place="/planning" />}
      below={<CycleSwitch query={query} cycleId={here.id} />}
      actions={
        okrSet && (
          <>
            <SaveState isLocked={lock !== null} />
            {lock === null && <UndoButtons place={okrSet.id} />}
            <SetExports okrSet={okrSet} />
          </>
        )
      }
    >
      <Suspense>
        <RequestsWaiting
          unitId={id}
          cycleId={here.id}
          mayAnswer={here.state !== "CLOSED" && rights.includes("CONSENT")}
        />
      </Suspense>
      {okrSet ? (
        <PlannedSet
          okrSet={okrSet}
          lock={lock}
          mayReword={lock === "committed" && rights.includes("REVISE_OKRS")}
        />
      ) : (
        <UnlessItTakesNoPart unitId={id}>
          <BeginDraft unitId={id} unitName={name} cycle={here} mayDraft={rights.includes("DRAFT_OKRS")} />
        </UnlessItTakesNoPart>
      )}
    </Page>
  );
}
