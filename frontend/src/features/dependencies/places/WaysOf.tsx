import "./texts";
import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { WaysOfQuery } from "../../../__generated__/WaysOfQuery.graphql";
import { formatDay } from "../../../lib/days";
import { useFreshness } from "../../../lib/freshness";
import { useLocale } from "../../../lib/locale";
import { StateMark } from "../../../ui/StateMark";
import { asDependency } from "./asDependency";
import styles from "./DetailsPanel.module.css";
import type { Dependency } from "./rows";
import { useStanding } from "./words";

/** What a dependency hangs on, what hangs on it, and which objectives are hit when it slips. */
export function WaysOf({ id }: { id: string }) {
  const data = useLazyLoadQuery<WaysOfQuery>(
    graphql`
      query WaysOfQuery($id: ID!) {
        upstream: dependencies(of: $id, direction: UPSTREAM) {
          id
          ...asDependency_dependency @relay(mask: false)
        }
        downstream: dependencies(of: $id, direction: DOWNSTREAM) {
          id
          ...asDependency_dependency @relay(mask: false)
        }
        impactOf(of: $id) {
          distance
          through
          isGated
          objective {
            id
            title
            unit {
              name
            }
          }
        }
      }
    `,
    { id },
    useFreshness(),
  );
  const others = (some: typeof data.upstream) =>
    some.flatMap(asDependency).filter((dependency) => dependency.id !== id);
  const upstream = others(data.upstream);
  const downstream = others(data.downstream);
  const hit = data.impactOf;
  return (
    <>
      <Part title={<Trans>What it hangs on</Trans>}>
        {upstream.length === 0 ? (
          <p className={styles.none}>
            <Trans>Who delivers it waits for nobody.</Trans>
          </p>
        ) : (
          <Steps dependencies={upstream} />
        )}
      </Part>
      <Part title={<Trans>What hangs on it</Trans>}>
        {downstream.length === 0 ? (
          <p className={styles.none}>
            <Trans>Nobody waits for what is made with it.</Trans>
          </p>
        ) : (
          <Steps dependencies={downstream} />
        )}
      </Part>
      <Part title={<Trans>What is hit if it slips</Trans>}>
        {hit.length === 0 ? (
          <p className={styles.none}>
            <Trans>Nothing that you can see.</Trans>
          </p>
        ) : (
          <ol className={styles.lines}>
            {hit.map(({ objective, through, isGated }) => (
              <li key={objective.id}>
                <Link to="/objectives/$objectiveId" params={{ objectiveId: objective.id }}>
                  {objective.title}
                </Link>
                <span className={styles.about}>
                  {objective.unit.name} ·{" "}
                  {isGated ? (
                    <Trans>stands still</Trans>
                  ) : through === "CONTRIBUTION" ? (
                    <Trans>lacks a contribution</Trans>
                  ) : (
                    <Trans>gets slower</Trans>
                  )}
                </span>
              </li>
            ))}
          </ol>
        )}
      </Part>
    </>
  );
}

function Part({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h3 className={styles.title}>{title}</h3>
      {children}
    </section>
  );
}

function Steps({ dependencies }: { dependencies: readonly Dependency[] }) {
  const locale = useLocale();
  const standing = useStanding();
  return (
    <ol className={styles.lines}>
      {dependencies.map((dependency) => {
        const { shape, word } = standing(dependency);
        const consumer = dependency.consumerUnit.name;
        const provider = dependency.providerUnit.name;
        const day = formatDay(dependency.neededBy, locale, new Date());
        return (
          <li key={dependency.id}>
            <Link
              from="/dependencies"
              to="/dependencies"
              search={(before) => ({ ...before, open: dependency.id })}
              resetScroll={false}
              replace
            >
              {dependency.what}
            </Link>
            <span className={styles.about}>
              <Trans>
                {consumer} waits for {provider}, {day}
              </Trans>{" "}
              <StateMark state={shape} word={word} />
            </span>
          </li>
        );
      })}
    </ol>
  );
}
