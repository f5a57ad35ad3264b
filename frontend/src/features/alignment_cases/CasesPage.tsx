import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { graphql } from "react-relay/hooks";
import type { CasesPageQuery } from "../../__generated__/CasesPageQuery.graphql";
import { useHere } from "../../lib/here";
import { buttonClass } from "../../ui/Button";
import { Empty } from "../../ui/Empty";
import { Page } from "../../ui/Page";
import { Section } from "../../ui/Section";
import { CycleSwitch } from "../cycles/CycleSwitch";
import { NoCycle } from "../cycles/NoCycle";
import { useLiveQuery } from "../okr_sets/useLiveQuery";
import { Breadcrumbs } from "../units/Breadcrumbs";
import { UnitSwitch } from "../units/UnitSwitch";
import { CaseLine } from "./CaseLine";
import styles from "./CasesPage.module.css";
import { byPlace, type Place } from "./places";
import "./texts";

/** The cases of a unit and of those below it: what waits for us, what is open, what was agreed. */
export function CasesPage() {
  const { unitId, cycleId } = useHere();
  if (cycleId === null) return <NoCycle />;
  return <OfUnitAndCycle unit={unitId} cycle={cycleId} />;
}

const query = graphql`
  query CasesPageQuery($unit: ID!, $cycle: ID!) {
    unit(id: $unit) {
      id
      name
      ...Breadcrumbs_unit
    }
    alignmentCases(unit: $unit, cycle: $cycle, first: 100) {
      nodes {
        id
        state
        waitsFor {
          id
        }
        maySign {
          id
        }
        mayPropose {
          id
        }
        ...CaseLine_case
      }
    }
    ...CycleSwitch_query
  }
`;

function OfUnitAndCycle({ unit, cycle }: { unit: string; cycle: string }) {
  const { t } = useLingui();
  const data = useLiveQuery<CasesPageQuery>(query, { unit, cycle });
  if (!data.unit) return <Missing />;
  const cases = data.alignmentCases.nodes;
  // Before there is a proposal an answer is waited for, which more people may give than a signature.
  const ours = new Set(
    cases.flatMap(({ maySign, mayPropose }) => [...maySign, ...mayPropose].map(({ id }) => id)),
  );
  const titles: Record<Place, string> = {
    OURS: t`Waits for us`,
    OPEN: t({ message: "Open", context: "cases" }),
    ESCALATED: t`Escalated`,
    AGREED: t({ message: "Agreed", context: "cases" }),
    WITHDRAWN: t({ message: "Withdrawn", context: "cases" }),
  };
  const open = (
    <Link to="/cases/new" className={buttonClass({ variant: "primary" })}>
      <Trans>Open a case</Trans>
    </Link>
  );
  return (
    <Page
      title={
        <>
          <Trans>Cases in</Trans> <UnitSwitch name={data.unit.name} unitId={data.unit.id} place="/cases" />
        </>
      }
      name={t`Cases in ${data.unit.name}`}
      above={<Breadcrumbs unit={data.unit} place="/cases" />}
      below={<CycleSwitch query={data} cycleId={cycle} />}
      actions={
        <>
          <Link to="/alignment" className={buttonClass()}>
            <Trans>To the alignment</Trans>
          </Link>
          {cases.length > 0 && open}
        </>
      }
    >
      {cases.length === 0 && (
        <Empty title={t`No cases in this cycle`} action={open}>
          <Trans>
            Where units get in each other's way, or could do something together, they open a case: each
            proposes, and what all sign changes their OKRs.
          </Trans>
        </Empty>
      )}
      {byPlace(cases, ours).map(({ place, cases: some }) => (
        <Section key={place} title={titles[place]}>
          <ul className={styles.cases} aria-label={titles[place]}>
            {some.map((each) => (
              <CaseLine key={each.id} alignmentCase={each} />
            ))}
          </ul>
        </Section>
      ))}
    </Page>
  );
}

function Missing() {
  return (
    <Page title={<Trans>Nothing is here</Trans>}>
      <Empty
        action={
          <Link to="/cases" search={{}} className={buttonClass({ variant: "primary" })}>
            <Trans>To our cases</Trans>
          </Link>
        }
      >
        <Trans>This unit or cycle does not exist, or you may not see it.</Trans>
      </Empty>
    </Page>
  );
}
