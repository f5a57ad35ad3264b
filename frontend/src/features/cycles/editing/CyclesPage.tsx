import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { CyclesPageQuery } from "../../../__generated__/CyclesPageQuery.graphql";
import type { CyclesPageRightsQuery } from "../../../__generated__/CyclesPageRightsQuery.graphql";
import { daysBetween, formatLongDay } from "../../../lib/days";
import { useFreshness } from "../../../lib/freshness";
import { useLocale } from "../../../lib/locale";
import { buttonClass } from "../../../ui/Button";
import { Chip } from "../../../ui/Chip";
import { Empty } from "../../../ui/Empty";
import { Section } from "../../../ui/Section";
import styles from "./CyclesPage.module.css";
import { useStateWords } from "./states";
import "./texts";

const CyclePanel = lazy(() => import("./CyclePanel").then((module) => ({ default: module.CyclePanel })));

/** The cycles, latest first: when, how far they have come, and what comes next. */
export function CyclesPage() {
  const { t } = useLingui();
  const locale = useLocale();
  const words = useStateWords();
  const navigate = useNavigate({ from: "/organisation/cycles" });
  const { change, of } = useSearch({ from: "/organisation/cycles" });
  const { cycles, organisation } = useLazyLoadQuery<CyclesPageQuery>(
    graphql`
      query CyclesPageQuery {
        organisation {
          cycleMonths
          company {
            id
          }
        }
        cycles(first: 100) {
          nodes {
            id
            name
            startsOn
            endsOn
            state
            okrSets {
              totalCount
            }
          }
        }
      }
    `,
    {},
    useFreshness(),
  );
  const mayManage = useMayManage(organisation.company.id);
  const close = () =>
    void navigate({
      search: ({ change: _closed, of: _whose, ...before }) => before,
      resetScroll: false,
    });
  return (
    <Section title={<Trans>Cycles</Trans>}>
      {mayManage && (
        <Link
          from="/organisation/cycles"
          to="/organisation/cycles"
          search={(before) => ({ ...before, change: "plan", of: undefined })}
          resetScroll={false}
          className={buttonClass({ variant: "primary" })}
        >
          <Trans>Plan the next cycle</Trans>
        </Link>
      )}
      {cycles.nodes.length === 0 && (
        <Empty title={t`No cycle yet`}>
          <Trans>
            OKRs live in cycles of three or four months, one after the other. Plan the first one, and units
            can begin to write.
          </Trans>
        </Empty>
      )}
      <ol className={styles.cycles}>
        {cycles.nodes.map((cycle) => {
          const days = daysBetween(cycle.startsOn, cycle.endsOn) + 1;
          const from = formatLongDay(cycle.startsOn, locale);
          const to = formatLongDay(cycle.endsOn, locale);
          const sets = cycle.okrSets.totalCount;
          const { name } = cycle;
          const isOver = cycle.state === "CLOSED";
          return (
            <li key={cycle.id} className={styles.cycle}>
              <div className={styles.words}>
                <h3 className={styles.name}>
                  {name} <Chip>{words.state(cycle.state)}</Chip>
                </h3>
                <p className={styles.days}>
                  <Trans>
                    {from} to {to}, {days} days
                  </Trans>
                  {sets > 0 && ` · ${words.sets(sets)}`}
                </p>
              </div>
              {mayManage && !isOver && (
                <div className={styles.deeds}>
                  <Link
                    from="/organisation/cycles"
                    to="/organisation/cycles"
                    search={(before) => ({ ...before, change: "reschedule", of: cycle.id })}
                    resetScroll={false}
                    aria-label={t`Change ${name}`}
                    className={buttonClass({ size: "small" })}
                  >
                    <Trans>Change</Trans>
                  </Link>
                  <Link
                    from="/organisation/cycles"
                    to="/organisation/cycles"
                    search={(before) => ({ ...before, change: "advance", of: cycle.id })}
                    resetScroll={false}
                    aria-label={t`Take ${name} on`}
                    className={buttonClass({ size: "small" })}
                  >
                    <Trans>Take on</Trans>
                  </Link>
                </div>
              )}
            </li>
          );
        })}
      </ol>
      {change && mayManage && (
        <Suspense fallback={<span className="visually-hidden">{t`Opening the form`}</span>}>
          <CyclePanel key={`${change} ${of}`} change={change} cycleId={of ?? null} onClose={close} />
        </Suspense>
      )}
    </Section>
  );
}

function useMayManage(companyId: string): boolean {
  const { viewer } = useLazyLoadQuery<CyclesPageRightsQuery>(
    graphql`
      query CyclesPageRightsQuery($company: ID!) {
        viewer {
          rights(unit: $company)
        }
      }
    `,
    { company: companyId },
  );
  return viewer.rights.includes("MANAGE_CYCLES");
}
