import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useNavigate } from "@tanstack/react-router";
import { ChevronDown } from "lucide-react";
import { graphql, useFragment } from "react-relay/hooks";
import type { MoalsOfYear_query$key } from "../../__generated__/MoalsOfYear_query.graphql";
import { localDay } from "../../lib/days";
import { useHere } from "../../lib/here";
import { buttonClass } from "../../ui/Button";
import { Empty } from "../../ui/Empty";
import { Menu } from "../../ui/Menu";
import { Segmented } from "../../ui/Segmented";
import { sizes } from "../../ui/tokens";
import { StrategyRow } from "../directions/StrategyRow";
import { useReorder } from "../directions/useReorder";
import { byService } from "./byService";
import { MoalCard } from "./MoalCard";
import styles from "./MoalsOfYear.module.css";
import { cyclesOf, shownCycle, yearsToChoose } from "./years";
import "./texts";

/** Three to five are the method's advice for a unit and year; beyond, a hint. */
const mostAdvised = 5;

type Props = { query: MoalsOfYear_query$key; year: number; on: string | null; steers: boolean };

/** Strategies, each with the Moals of a year that serve it; Moals that serve none stand apart. */
export function MoalsOfYear({ query, year, on, steers }: Props) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const { cycleId } = useHere();
  const data = useFragment(
    graphql`
      fragment MoalsOfYear_query on Query
      @argumentDefinitions(on: { type: "Date" }, year: { type: "Int!" }) {
        viewer {
          memberships {
            role
            # The shell reads it of the same records: none may come without.
            unit {
              id
            }
          }
        }
        strategies: directions(on: $on, kinds: [STRATEGY]) {
          id
          ...StrategyRow_direction
        }
        moals(year: $year, first: 100) {
          nodes {
            id
            title
            state
            unit {
              id
              name
            }
            directions {
              id
              kind
              versions {
                id
              }
            }
            ...MoalCard_moal
          }
        }
        ofAnyYear: moals(first: 100) {
          nodes {
            id
            year
          }
        }
        cycles(first: 40) {
          nodes {
            id
            name
            startsOn
            endsOn
            state
          }
        }
      }
    `,
    query,
  );
  const strategyIds = data.strategies.map((strategy) => strategy.id);
  const reorder = useReorder(strategyIds);
  const cycles = cyclesOf(year, data.cycles.nodes);
  const shown = shownCycle(cycles, cycleId, localDay(new Date()));
  const { under, apart, dropped } = byService(strategyIds, data.moals.nodes);
  const mayPropose = on === null && data.viewer.memberships.some((held) => held.role !== "VIEWER");
  const years = yearsToChoose(
    data.ofAnyYear.nodes.map((moal) => moal.year),
    new Date().getFullYear(),
    year,
  );
  const counts = new Map<string, number>();
  for (const moal of data.moals.nodes)
    if (moal.state !== "DROPPED") counts.set(moal.unit.name, (counts.get(moal.unit.name) ?? 0) + 1);
  const crowded = [...counts].filter(([, count]) => count > mostAdvised);
  const card = (moal: (typeof data.moals.nodes)[number], underId?: string) => (
    <MoalCard key={moal.id} moal={moal} cycles={cycles} cycleId={shown?.id ?? null} underId={underId} />
  );
  return (
    <section aria-labelledby="strategies-and-moals" className={styles.section}>
      <div className={styles.head}>
        <h2 id="strategies-and-moals" className={styles.title}>
          <Trans>Strategies and the Moals that serve them</Trans>
        </h2>
        <div className={styles.deeds}>
          {mayPropose && (
            <Link
              to="."
              search={(before: object) => ({ ...before, proposeMoal: true as const })}
              resetScroll={false}
              className={buttonClass({ variant: "primary" })}
            >
              <Trans>Propose a Moal</Trans>
            </Link>
          )}
          {steers && (
            <Link
              to="."
              search={(before: object) => ({ ...before, state: "STRATEGY" as const })}
              resetScroll={false}
              className={buttonClass()}
            >
              <Trans>State a strategy</Trans>
            </Link>
          )}
        </div>
      </div>
      <div className={styles.choices}>
        <Menu
          label={t`Year: ${String(year)}`}
          className={styles.year}
          align="start"
          shown={
            <>
              {year}
              <ChevronDown size={sizes.icon} aria-hidden="true" />
            </>
          }
          groups={[
            {
              id: "years",
              items: years.map((choice) => ({
                id: String(choice),
                label: String(choice),
                isChosen: choice === year,
                onChoose: () =>
                  void navigate({
                    to: ".",
                    search: (before: object) => ({ ...before, year: choice }),
                    resetScroll: false,
                  }),
              })),
            },
          ]}
        />
        {cycles.length > 1 && shown && (
          <Segmented
            label={t`Cycle whose OKRs are shown`}
            value={shown.id}
            options={cycles.map((cycle) => ({ value: cycle.id, label: cycle.name }))}
            onChange={(cycle) =>
              void navigate({
                to: ".",
                search: (before: object) => ({ ...before, cycle }),
                resetScroll: false,
              })
            }
          />
        )}
      </div>
      {crowded.map(([unit, count]) => (
        <p key={unit} className={styles.hint}>
          <Trans>
            {unit} has {count} Moals for {year}. Three to five are usually enough to set a course.
          </Trans>
        </p>
      ))}
      {data.strategies.length === 0 && data.moals.nodes.length === 0 && (
        <Empty>
          <Trans>
            Strategies say which ways lead to the vision; Moals say what to reach on them within the year. Any
            unit may propose one.
          </Trans>
        </Empty>
      )}
      {data.strategies.map((strategy, place) => (
        <StrategyRow
          key={strategy.id}
          direction={strategy}
          steers={steers}
          moves={{
            up: place > 0 ? () => void reorder(strategy.id, -1) : null,
            down: place < strategyIds.length - 1 ? () => void reorder(strategy.id, 1) : null,
          }}
        >
          {(under.get(strategy.id) ?? []).map(({ moal, isFirst }) =>
            isFirst ? (
              card(moal, strategy.id)
            ) : (
              <li key={moal.id} className={styles.reference}>
                <a href={`#${moal.id}`}>{moal.title}</a>
              </li>
            ),
          )}
        </StrategyRow>
      ))}
      {apart.length > 0 && (
        <div className={styles.apart}>
          <h3 className={styles.about}>
            {data.strategies.length > 0 ? <Trans>Serve no strategy</Trans> : <Trans>Moals</Trans>}
          </h3>
          <ul>{apart.map((moal) => card(moal))}</ul>
        </div>
      )}
      {dropped.length > 0 && (
        <details className={styles.dropped}>
          <summary className={styles.summary}>
            <Trans>Dropped ({dropped.length})</Trans>
          </summary>
          <ul>{dropped.map((moal) => card(moal))}</ul>
        </details>
      )}
    </section>
  );
}
