import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { FirstStepsQuery } from "../../__generated__/FirstStepsQuery.graphql";
import { useFreshness } from "../../lib/freshness";
import { Chip } from "../../ui/Chip";
import { Empty } from "../../ui/Empty";
import styles from "./FirstSteps.module.css";
import "./texts";

/** Before the first cycle: the way to it for who administers the organisation, whom to wait for to all others. */
export function FirstSteps() {
  const { t } = useLingui();
  const { viewer, directions, units, people, invitations } = useLazyLoadQuery<FirstStepsQuery>(
    graphql`
      query FirstStepsQuery {
        viewer {
          isAdministrator
        }
        directions {
          id
        }
        units(first: 2) {
          nodes {
            id
          }
        }
        people(first: 2) {
          nodes {
            id
          }
        }
        invitations {
          email
        }
      }
    `,
    {},
    useFreshness(),
  );
  if (!viewer.isAdministrator)
    return (
      <Empty>
        <Trans>OKRs live in cycles of three or four months. An administrator plans the first one.</Trans>
      </Empty>
    );
  return (
    <>
      <p className={styles.lead}>
        <Trans>OKRs live in cycles of three or four months. These steps lead to the first ones.</Trans>
      </p>
      <ol className={styles.steps} aria-label={t`First steps`}>
        <Step
          isDone={directions.length > 0}
          note={t`What you are there for, where you want to be, and which way leads there.`}
        >
          <Link to="/strategy">
            <Trans>State mission, vision and strategy</Trans>
          </Link>
        </Step>
        <Step
          isDone={units.nodes.length > 1}
          note={t`Divisions and teams as they are now. They can change at any time.`}
        >
          <Link to="/organisation/units">
            <Trans>Found the units</Trans>
          </Link>
        </Step>
        <Step
          isDone={people.nodes.length > 1 || invitations.length > 0}
          note={t`Those who lead a unit, and those who write with them.`}
        >
          <Link to="/organisation/people">
            <Trans>Invite the others</Trans>
          </Link>
        </Step>
        <Step isDone={false} note={t`The months in which units write, agree and work.`}>
          <Link to="/organisation/cycles">
            <Trans>Plan the first cycle</Trans>
          </Link>
        </Step>
        <Step
          isDone={false}
          note={t`Once there is a cycle. The company first, so that units see what they can contribute to.`}
        >
          <Trans>Write the OKRs</Trans>
        </Step>
      </ol>
    </>
  );
}

function Step({ isDone, note, children }: { isDone: boolean; note: string; children: ReactNode }) {
  return (
    <li className={styles.step}>
      <p className={styles.deed}>
        {children}{" "}
        {isDone && (
          <Chip>
            <Trans context="first step">Done</Trans>
          </Chip>
        )}
      </p>
      <p className={styles.note}>{note}</p>
    </li>
  );
}
