import "./texts";
import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useId } from "react";
import { graphql, useFragment, useLazyLoadQuery } from "react-relay/hooks";
import type { FindingsOf_finding$key } from "../../../__generated__/FindingsOf_finding.graphql";
import type { FindingsOfKeyResultQuery } from "../../../__generated__/FindingsOfKeyResultQuery.graphql";
import type { FindingsOfObjectiveQuery } from "../../../__generated__/FindingsOfObjectiveQuery.graphql";
import { useFreshness } from "../../../lib/freshness";
import { buttonClass } from "../../../ui/Button";
import { Empty } from "../../../ui/Empty";
import { Section } from "../../../ui/Section";
import { SideBySide } from "../../overlaps/SideBySide";
import styles from "./FindingsOf.module.css";

/** What may be about the same as an objective, or against it, and isn't settled; with the way to settle it. */
export function FindingsOfObjective({ objectiveId }: { objectiveId: string }) {
  const { objective } = useLazyLoadQuery<FindingsOfObjectiveQuery>(
    graphql`
      query FindingsOfObjectiveQuery($id: ID!) {
        objective(id: $id) {
          unit {
            id
          }
          cycle {
            id
          }
          overlaps(states: [OPEN, CONFIRMED, IN_CASE]) {
            id
            rule
            ...FindingsOf_finding
          }
        }
      }
    `,
    { id: objectiveId },
    useFreshness(),
  );
  if (!objective) return null;
  const here = { unit: objective.unit.id, cycle: objective.cycle.id };
  const findings = besideDependencies(objective.overlaps);
  return (
    <Section title={<Trans>Overlaps and conflicts</Trans>}>
      {findings.length === 0 && (
        <Empty>
          <Trans>Nothing of another unit is found to be about the same, or against it.</Trans>
        </Empty>
      )}
      <Findings findings={findings} here={here} />
      <p>
        <Link
          to={"/cases/new" as string}
          search={() => ({ ...here, objectives: objectiveId })}
          className={buttonClass({ size: "small" })}
        >
          <Trans>Open a case about it</Trans>
        </Link>
      </p>
    </Section>
  );
}

/** The same of one key result; nothing when there is nothing. */
export function FindingsOfKeyResult({ keyResultId }: { keyResultId: string }) {
  const { keyResult } = useLazyLoadQuery<FindingsOfKeyResultQuery>(
    graphql`
      query FindingsOfKeyResultQuery($id: ID!) {
        keyResult(id: $id) {
          unit {
            id
          }
          cycle {
            id
          }
          overlaps(states: [OPEN, CONFIRMED, IN_CASE]) {
            id
            rule
            ...FindingsOf_finding
          }
        }
      }
    `,
    { id: keyResultId },
    useFreshness(),
  );
  const findings = besideDependencies(keyResult?.overlaps ?? []);
  if (!keyResult || findings.length === 0) return null;
  return (
    <Section title={<Trans>Overlaps and conflicts</Trans>}>
      <Findings findings={findings} here={{ unit: keyResult.unit.id, cycle: keyResult.cycle.id }} />
    </Section>
  );
}

/** Without what is told as a dependency already, under its own heading. */
function besideDependencies<Finding extends { readonly rule: string }>(all: readonly Finding[]): Finding[] {
  return all.filter(({ rule }) => rule !== "SHARED_DEPENDENCY");
}

type Here = { unit: string; cycle: string };

function Findings({
  findings,
  here,
}: {
  findings: readonly ({ readonly id: string } & FindingsOf_finding$key)[];
  here: Here;
}) {
  if (findings.length === 0) return null;
  return (
    <ul className={styles.findings}>
      {findings.map((finding) => (
        <Found key={finding.id} finding={finding} here={here} />
      ))}
    </ul>
  );
}

function Found({ finding, here }: { finding: FindingsOf_finding$key; here: Here }) {
  const headingId = useId();
  const data = useFragment(
    graphql`
      fragment FindingsOf_finding on OverlapFinding {
        id
        ...SideBySide_finding
      }
    `,
    finding,
  );
  return (
    <li aria-labelledby={headingId}>
      <SideBySide finding={data} headingId={headingId}>
        <Link
          to="/alignment"
          search={{ ...here, finding: data.id }}
          className={buttonClass({ size: "small" })}
          aria-describedby={headingId}
        >
          <Trans>Settle it</Trans>
        </Link>
      </SideBySide>
    </li>
  );
}
