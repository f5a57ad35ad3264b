import "./texts";
import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { ChainsViewQuery } from "../../../__generated__/ChainsViewQuery.graphql";
import { formatDay } from "../../../lib/days";
import { useFreshness } from "../../../lib/freshness";
import { useLocale } from "../../../lib/locale";
import { Button } from "../../../ui/Button";
import { Empty } from "../../../ui/Empty";
import { Section } from "../../../ui/Section";
import { SearchField } from "../../search/SearchField";
import { asDependency } from "./asDependency";
import { CaseLink } from "./CaseLink";
import styles from "./ChainsView.module.css";
import { Circle } from "./Circle";
import { CriticalChain } from "./CriticalChain";
import { useDependencySearch } from "./useDependencySearch";

const kinds = ["UNIT", "OBJECTIVE"] as const;

type Props = { unit: string; cycle: string };

/** The chain that leaves the least room, and what waits for itself in the end. */
export function ChainsView({ unit, cycle }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const { search, change } = useDependencySearch();
  const of = search.of ?? unit;
  const data = useLazyLoadQuery<ChainsViewQuery>(
    graphql`
      query ChainsViewQuery($of: ID!, $unit: ID!, $cycle: ID!) {
        about: node(id: $of) {
          __typename
          ... on Objective {
            title
          }
          ... on Unit {
            name
          }
        }
        criticalChain(of: $of, cycle: $cycle) {
          slackDays
          dueOn
          tightest {
            id
          }
          dependencies {
            id
            ...asDependency_dependency @relay(mask: false)
          }
        }
        dependencyCircles(cycle: $cycle, unit: $unit) {
          kind
          isGating
          stations {
            objective {
              id
              title
            }
            unit {
              id
              name
            }
          }
          dependencies {
            id
            ...asDependency_dependency @relay(mask: false)
          }
        }
      }
    `,
    { of, unit, cycle },
    useFreshness(),
  );
  const { criticalChain: chain, dependencyCircles: circles, about } = data;
  const name =
    about?.__typename === "Objective" ? about.title : about?.__typename === "Unit" ? about.name : "";
  const slack = chain.slackDays ?? 0;
  const due = chain.dueOn && formatDay(chain.dueOn, locale, new Date());
  return (
    <>
      <Section title={<Trans>The critical chain</Trans>}>
        <div className={styles.search}>
          <SearchField
            label={t`Search the objective or unit to look at`}
            placeholder={t`Look at another objective or unit`}
            kinds={kinds}
            cycle={cycle}
            onChoose={(hit) => change({ of: hit.id })}
          />
          {search.of && (
            <Button size="small" variant="plain" onClick={() => change({ of: undefined })}>
              <Trans>Back to the unit</Trans>
            </Button>
          )}
        </div>
        <p className={styles.lead}>
          <b>{name}</b>{" "}
          {chain.dependencies.length > 0 && (
            <>
              {slack < 0
                ? plural(-slack, { one: "is # day short", other: "is # days short" })
                : plural(slack, { one: "has # day of room", other: "has # days of room" })}
              {due && (
                <>
                  {" · "}
                  <Trans>the last step is needed on {due}</Trans>
                </>
              )}
            </>
          )}
        </p>
        {chain.dependencies.length === 0 ? (
          <Empty>
            <Trans>Nothing that has to come first is open.</Trans>
          </Empty>
        ) : (
          <CriticalChain
            dependencies={chain.dependencies.flatMap(asDependency)}
            tightest={chain.tightest?.id ?? null}
          />
        )}
      </Section>
      <Section title={<Trans>Circles</Trans>}>
        {circles.length === 0 ? (
          <Empty>
            <Trans>Nobody waits for itself in the end.</Trans>
          </Empty>
        ) : (
          <ul className={styles.circles}>
            {circles.map((circle) => {
              const links = circle.dependencies.flatMap(asDependency);
              return (
                <li key={links.map(({ id }) => id).join()} className={styles.circle}>
                  <h3 className={styles.title}>
                    {circle.kind === "UNITS" ? (
                      <Trans>Units that wait for each other</Trans>
                    ) : (
                      <Trans>Objectives that wait for each other</Trans>
                    )}
                  </h3>
                  <p className={styles.why}>
                    {circle.isGating ? (
                      <Trans>Each step has to come first: nobody can begin.</Trans>
                    ) : (
                      <Trans>
                        Not every step has to come first, but a delay comes back to who caused it.
                      </Trans>
                    )}
                  </p>
                  <Circle
                    stations={circle.stations.map(({ objective, unit: at }, place) => ({
                      title: objective?.title ?? at?.name ?? null,
                      unitName: objective ? (at?.name ?? null) : null,
                      link: links[place] ?? null,
                    }))}
                  />
                  <p className={styles.deeds}>
                    <CaseLink dependencies={links.map(({ id }) => id)} />
                    <span className={styles.why}>
                      <Trans>Agree there who goes first, or what each can do without.</Trans>
                    </span>
                  </p>
                </li>
              );
            })}
          </ul>
        )}
      </Section>
    </>
  );
}
