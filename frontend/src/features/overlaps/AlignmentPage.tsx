import "./texts";
import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Suspense } from "react";
import { graphql } from "react-relay/hooks";
import type { AlignmentPageQuery } from "../../__generated__/AlignmentPageQuery.graphql";
import { useHere } from "../../lib/here";
import { Button, buttonClass } from "../../ui/Button";
import { Empty } from "../../ui/Empty";
import { Page } from "../../ui/Page";
import { Skeleton } from "../../ui/Skeleton";
import { CycleSwitch } from "../cycles/CycleSwitch";
import { NoCycle } from "../cycles/NoCycle";
import { useLiveQuery } from "../okr_sets/useLiveQuery";
import { Breadcrumbs } from "../units/Breadcrumbs";
import { UnitSwitch } from "../units/UnitSwitch";
import styles from "./AlignmentPage.module.css";
import { AlignmentSurroundings } from "./AlignmentSurroundings";
import { Found } from "./Found";
import { ReadingWords, Recount } from "./ReadingStatus";
import { UnitMatrix } from "./UnitMatrix";
import { concernsOverlaps } from "./useListed";

/** Alignment: where the units of an area pursue the same, contradict each other or meet, and what becomes of it. */
export function AlignmentPage() {
  const { unitId, cycleId } = useHere();
  const { across } = useSearch({ from: "/alignment" });
  if (cycleId === null) return <NoCycle />;
  return (
    <OfUnitAndCycle
      key={`${unitId} ${cycleId} ${across}`}
      unit={unitId}
      cycle={cycleId}
      across={across ?? null}
    />
  );
}

const query = graphql`
  query AlignmentPageQuery($unit: ID!, $cycle: ID!, $company: ID!, $across: ID, $other: ID!) {
    viewer {
      rights(unit: $company)
    }
    unit(id: $unit) {
      id
      name
      parent {
        id
      }
      children {
        id
        kind
      }
      ...Breadcrumbs_unit
    }
    other: unit(id: $other) {
      name
    }
    cycle(id: $cycle) {
      id
    }
    overlapMatrix(unit: $unit, cycle: $cycle, across: $across) {
      rows {
        objectives
      }
      columns {
        objectives
      }
      ...UnitMatrix_matrix
    }
    overlapCounts(unit: $unit, cycle: $cycle) {
      state
      kind
      count
    }
    overlapReading(cycle: $cycle) {
      ...ReadingStatus_reading
    }
    overlapCalibration {
      likely
      strong
    }
    ...CycleSwitch_query
    ...AlignmentSurroundings_query @arguments(unit: $unit, cycle: $cycle)
  }
`;

type Props = { unit: string; cycle: string; across: string | null };

function OfUnitAndCycle({ unit, cycle, across }: Props) {
  const { companyId: company } = useHere();
  const { t } = useLingui();
  const navigate = useNavigate();
  const { row, column } = useSearch({ from: "/alignment" });
  const data = useLiveQuery<AlignmentPageQuery>(
    query,
    { unit, cycle, company, across, other: across ?? unit },
    concernsOverlaps,
  );
  if (!data.unit || !data.cycle) return <Missing />;
  const { name, children } = data.unit;
  const { rows, columns } = data.overlapMatrix;
  const objectives = (across ? [...rows, ...columns] : rows).reduce((sum, each) => sum + each.objectives, 0);
  const other = across ? (data.other?.name ?? "–") : null;
  const isOfDivisions = children.some((child) => child.kind === "DIVISION");
  const units = isOfDivisions
    ? plural(children.length, { one: "# division", other: "# divisions" })
    : plural(children.length, { one: "# team", other: "# teams" });
  const choose = (chosen: { rowId: string; columnId: string } | null) =>
    void navigate({
      to: "/alignment",
      search: (before) => ({
        ...before,
        row: chosen?.rowId,
        column: chosen?.columnId,
        finding: undefined,
      }),
      replace: true,
      resetScroll: false,
    });
  return (
    <Page
      isWide
      title={
        other ? (
          <Trans>
            Alignment of {name} and {other}
          </Trans>
        ) : (
          <Trans>
            Alignment in <UnitSwitch name={name} unitId={data.unit.id} place="/alignment" />
          </Trans>
        )
      }
      name={other ? t`Alignment of ${name} and ${other}` : t`Alignment in ${name}`}
      above={<Breadcrumbs unit={data.unit} place="/alignment" />}
      below={
        <>
          <CycleSwitch query={data} cycleId={cycle} />
          {" · "}
          {children.length > 0 && !across && `${units}, `}
          {plural(objectives, { one: "# objective", other: "# objectives" })}
          {" · "}
          <ReadingWords reading={data.overlapReading} cycleId={cycle} />
        </>
      }
      actions={
        <div className={styles.actions}>
          <Recount
            reading={data.overlapReading}
            cycleId={cycle}
            mayRecount={data.viewer.rights.includes("MANAGE_CYCLES")}
          />
          <Button onClick={() => window.print()}>
            <Trans>Print</Trans>
          </Button>
        </div>
      }
    >
      <div className={styles.place}>
        <div className={styles.overview}>
          <UnitMatrix
            matrix={data.overlapMatrix}
            unit={{ id: data.unit.id, name, hasUnitsBelow: children.length > 0, acrossId: across }}
            parentId={data.unit.parent?.id ?? null}
            cycleId={cycle}
            chosen={row && column ? { rowId: row, columnId: column } : null}
            onChoose={choose}
          />
          <AlignmentSurroundings query={data} />
        </div>
        <Suspense fallback={<Skeleton label={t`Fetching what was found`} lines={6} />}>
          <Found unit={unit} cycle={cycle} counts={data.overlapCounts} thresholds={data.overlapCalibration} />
        </Suspense>
      </div>
    </Page>
  );
}

function Missing() {
  return (
    <Page title={<Trans>Nothing is here</Trans>}>
      <Empty
        action={
          <Link to="/alignment" search={{}} className={buttonClass({ variant: "primary" })}>
            <Trans>To our alignment</Trans>
          </Link>
        }
      >
        <Trans>This unit or cycle does not exist, or you may not see it.</Trans>
      </Empty>
    </Page>
  );
}
