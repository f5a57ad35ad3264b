import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useDeferredValue } from "react";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { OpenCasePageQuery } from "../../../__generated__/OpenCasePageQuery.graphql";
import { useHere } from "../../../lib/here";
import { Page } from "../../../ui/Page";
import { Section } from "../../../ui/Section";
import { NoCycle } from "../../cycles/NoCycle";
import { OpenCaseForm } from "./OpenCaseForm";
import styles from "./OpenCasePage.module.css";
import { SubjectsShown } from "./SubjectsShown";
import { subjectsOf } from "./subjects";
import "./texts";

const list = (ids: string | undefined) => (ids ?? "").split(",").filter(Boolean);

/** Open a case about what the address names, or freely. */
export function OpenCasePage() {
  const { t } = useLingui();
  const { cycleId, unitId } = useHere();
  const search = useSearch({ from: "/cases/new" });
  const navigate = useNavigate();
  const [findings, dependencies, objectives] = [
    list(search.findings),
    list(search.dependencies),
    // The page stays as it is, with the focus in it, until what was named has come.
    list(useDeferredValue(search.objectives)),
  ];
  const data = useLazyLoadQuery<OpenCasePageQuery>(
    graphql`
      query OpenCasePageQuery($findings: [ID!]!, $dependencies: [ID!]!, $objectives: [ID!]!) {
        viewer {
          memberships {
            role
            unit {
              id
              name
            }
          }
        }
        findings: nodes(ids: $findings) {
          ... on OverlapFinding {
            id
            kind
            cycle {
              id
            }
            members {
              unit {
                id
                name
              }
              objective {
                title
              }
              keyResult {
                title
              }
            }
            ...SideBySide_finding @alias(as: "shown")
          }
        }
        dependencies: nodes(ids: $dependencies) {
          ... on Dependency {
            id
            what
            neededBy
            cycle {
              id
            }
            consumerUnit {
              id
              name
            }
            providerUnit {
              id
              name
            }
          }
        }
        objectives: nodes(ids: $objectives) {
          ... on Objective {
            id
            title
            cycle {
              id
            }
            unit {
              id
              name
            }
            ...ObjectiveToday_objective @alias(as: "shown")
          }
        }
      }
    `,
    { findings, dependencies, objectives },
    { fetchPolicy: "store-and-network" },
  );
  const subjects = subjectsOf(data);
  const cycle = subjects.cycle ?? cycleId;
  if (cycle === null) return <NoCycle />;
  // Somebody may have several roles in one unit.
  const ownUnits = [
    ...new Map(
      data.viewer.memberships
        .filter(({ role }) => role !== "VIEWER")
        .map(({ unit }) => [unit.id, unit] as const),
    ).values(),
  ];
  const nameObjectives = (ids: readonly string[]) =>
    void navigate({
      to: ".",
      search: (before) => ({ ...before, objectives: ids.length > 0 ? ids.join(",") : undefined }),
      replace: true,
      resetScroll: false,
    });
  return (
    <Page
      title={<Trans>Open a case</Trans>}
      name={t`Open a case`}
      above={
        <Link to="/cases" search={{ unit: unitId, cycle }} className={styles.up}>
          <Trans>Cases</Trans>
        </Link>
      }
    >
      <p className={styles.lead}>
        <Trans>
          In a case units agree on what they do about something that concerns them all. Each can propose; what
          all sign changes their OKRs.
        </Trans>
      </p>
      <Section title={<Trans>What it is about</Trans>}>
        <SubjectsShown
          findings={data.findings}
          dependencies={data.dependencies}
          objectives={data.objectives}
          cycle={cycle}
          onAdd={(id) => nameObjectives([...objectives, id])}
          onRemove={(id) => nameObjectives(objectives.filter((one) => one !== id))}
        />
      </Section>
      <OpenCaseForm subjects={subjects} cycle={cycle} ownUnits={ownUnits} />
    </Page>
  );
}
