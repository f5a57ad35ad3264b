import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { ContributionPageQuery } from "../../__generated__/ContributionPageQuery.graphql";
import { formatLongDay, localDay, weekOfCycle } from "../../lib/days";
import { useFreshness } from "../../lib/freshness";
import { useHere } from "../../lib/here";
import { useLocale } from "../../lib/locale";
import { buttonClass } from "../../ui/Button";
import { Empty } from "../../ui/Empty";
import { Page } from "../../ui/Page";
import { Section } from "../../ui/Section";
import { CycleSwitch } from "../cycles/CycleSwitch";
import { NoCycle } from "../cycles/NoCycle";
import { ObjectiveSection } from "../objectives/ObjectiveSection";
import { Breadcrumbs } from "../units/Breadcrumbs";
import { UnitSwitch } from "../units/UnitSwitch";
import { InboxLink } from "./InboxLink";
import { ShareButton } from "./ShareButton";
import { Supporters } from "./Supporters";
import { UpwardPaths } from "./UpwardPaths";

const CheckInPanel = lazy(() =>
  import("../check_ins/CheckInPanel").then((module) => ({ default: module.CheckInPanel })),
);
const AsItWas = lazy(() =>
  import("../units/editing/AsItWas").then((module) => ({ default: module.AsItWas })),
);
const ProposePanel = lazy(() =>
  import("./editing/ProposePanel").then((module) => ({ default: module.ProposePanel })),
);

/** Our contribution: a unit's OKRs of a cycle, what they help above, and who helps them from below. */
export function ContributionPage() {
  const { unitId, cycleId } = useHere();
  if (cycleId === null) return <NoCycle />;
  return <OfUnitAndCycle unit={unitId} cycle={cycleId} />;
}

function OfUnitAndCycle({ unit, cycle }: { unit: string; cycle: string }) {
  const { t } = useLingui();
  const { checkIn, propose } = useSearch({ from: "/contribution" });
  const navigate = useNavigate();
  const closeProposal = () =>
    void navigate({ to: ".", search: (before) => ({ ...before, propose: undefined }), resetScroll: false });
  const data = useLazyLoadQuery<ContributionPageQuery>(
    graphql`
      query ContributionPageQuery($unit: ID!, $cycle: ID!) {
        viewer {
          rights(unit: $unit)
          inbox(cycle: $cycle) {
            contributions {
              id
            }
          }
          inAllCycles: inbox {
            ...InboxLink_inbox
          }
        }
        unit(id: $unit) {
          id
          name
          ...Breadcrumbs_unit
          okrSet(cycle: $cycle) {
            id
            state
            committedAt
            ...SetExports_okrSet
            objectives {
              id
              keyResults {
                id
              }
              ...UpwardPaths_objective
              ...ObjectiveSection_objective
              ...Supporters_objective
            }
          }
        }
        cycle(id: $cycle) {
          id
          startsOn
          endsOn
          state
        }
        ...CycleSwitch_query
      }
    `,
    { unit, cycle },
    useFreshness(),
  );
  const objectives = data.unit?.okrSet?.objectives ?? [];
  const keyResultIds = objectives.flatMap((objective) =>
    objective.keyResults.map((keyResult) => keyResult.id),
  );
  const awaited = new Set(data.viewer.inbox.contributions.map((contribution) => contribution.id));
  const isOver = data.cycle?.state === "CLOSED" || data.unit?.okrSet?.state === "CLOSED";
  const mayCheckIn = !isOver && data.viewer.rights.includes("CHECK_IN");
  const mayPropose = !isOver && data.viewer.rights.includes("CONSENT");
  if (!data.unit || !data.cycle) return <Missing />;
  const first = keyResultIds[0];
  return (
    <Page
      title={<UnitSwitch name={data.unit.name} unitId={data.unit.id} />}
      name={data.unit.name}
      above={<Breadcrumbs unit={data.unit} />}
      below={
        <>
          <CycleSwitch query={data} cycleId={cycle} />
          <SetState cycle={data.cycle} okrSet={data.unit.okrSet ?? null} />
          {data.cycle.state === "CLOSED" && (
            <Suspense>
              <AsItWas unitId={data.unit.id} day={data.cycle.endsOn} />
            </Suspense>
          )}
        </>
      }
      actions={
        <>
          <InboxLink inbox={data.viewer.inAllCycles} />
          {data.unit.okrSet && <ShareButton okrSet={data.unit.okrSet} />}
          {mayCheckIn && first && (
            <Link
              to="."
              search={(before) => ({ ...before, checkIn: first })}
              className={buttonClass({ variant: "primary" })}
              resetScroll={false}
            >
              <Trans>Check in</Trans>
            </Link>
          )}
        </>
      }
    >
      <Section title={<Trans>What we contribute to</Trans>}>
        <UpwardPaths objectives={objectives} mayPropose={mayPropose} />
      </Section>
      <Section title={<Trans>Our objectives</Trans>}>
        {objectives.length === 0 && (
          <Empty
            action={
              !isOver && (
                <Link to="/planning" className={buttonClass()}>
                  <Trans>To the planning</Trans>
                </Link>
              )
            }
          >
            {isOver ? (
              <Trans>No objectives that you can see in this cycle.</Trans>
            ) : (
              <Trans>
                No objectives that you can see in this cycle. They are written at the unit's planning.
              </Trans>
            )}
          </Empty>
        )}
        {objectives.map((objective) => (
          <ObjectiveSection
            key={objective.id}
            objective={objective}
            mayCheckIn={mayCheckIn}
            mayPropose={mayPropose}
          />
        ))}
      </Section>
      {objectives.length > 0 && (
        <Section title={<Trans>Who supports us</Trans>}>
          <Supporters objectives={objectives} awaited={awaited} isOpen={mayPropose} />
        </Section>
      )}
      <Suspense fallback={<span className="visually-hidden">{t`Opening the form`}</span>}>
        {checkIn && <CheckInPanel key={checkIn} keyResultId={checkIn} order={keyResultIds} />}
        {propose && <ProposePanel key={propose} sourceId={propose} cycleId={cycle} onClose={closeProposal} />}
      </Suspense>
    </Page>
  );
}

type OkrSetState = NonNullable<NonNullable<ContributionPageQuery["response"]["unit"]>["okrSet"]>;

function SetState({
  cycle,
  okrSet,
}: {
  cycle: { startsOn: string; endsOn: string; state: string };
  okrSet: Pick<OkrSetState, "state" | "committedAt"> | null;
}) {
  const { t } = useLingui();
  const locale = useLocale();
  const week = weekOfCycle(cycle, localDay(new Date()));
  const words: Record<OkrSetState["state"], string> = {
    DRAFT: t`the OKR set is a draft`,
    PROPOSED: t`the OKR set is proposed`,
    ALIGNED: t`the OKR set is aligned`,
    COMMITTED: t`the OKR set is committed`,
    REVIEWED: t`the OKR set is reviewed`,
    CLOSED: t`the OKR set is closed`,
  };
  const day = okrSet?.committedAt ? formatLongDay(okrSet.committedAt, locale) : null;
  return (
    <>
      {week && (
        <>
          {" · "}
          {t`week ${week.week} of ${week.of}`}
        </>
      )}
      {" · "}
      {okrSet === null &&
        (cycle.state === "CLOSED" ? <Trans>no OKR set</Trans> : <Trans>no OKR set yet</Trans>)}
      {okrSet &&
        (okrSet.state === "COMMITTED" && day ? t`the OKR set was committed on ${day}` : words[okrSet.state])}
    </>
  );
}

function Missing() {
  return (
    <Page title={<Trans>Nothing is here</Trans>}>
      <Empty
        action={
          <Link to="/contribution" search={{}} className={buttonClass({ variant: "primary" })}>
            <Trans>To our contribution</Trans>
          </Link>
        }
      >
        <Trans>This unit or cycle does not exist, or you may not see it.</Trans>
      </Empty>
    </Page>
  );
}
