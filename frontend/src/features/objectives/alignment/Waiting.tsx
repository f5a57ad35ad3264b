import "./texts";
import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useId } from "react";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { WaitingQuery } from "../../../__generated__/WaitingQuery.graphql";
import { formatDay } from "../../../lib/days";
import { useFreshness } from "../../../lib/freshness";
import { useLocale } from "../../../lib/locale";
import { buttonClass } from "../../../ui/Button";
import { StateMark } from "../../../ui/StateMark";
import { RiskLine } from "./RiskLine";
import { useNews } from "./useNews";
import styles from "./Waiting.module.css";

const mostShown = 6;
const concerning = /^(dependency|overlap|alignment_case)_/;

/** What an objective is blocked by, how much room there is, and what is hit if it slips. */
export function Waiting({ objectiveId }: { objectiveId: string }) {
  const locale = useLocale();
  useNews(concerning);
  const { objective, blockedBy, criticalChain, impactOf } = useLazyLoadQuery<WaitingQuery>(
    graphql`
      query WaitingQuery($id: ID!) {
        objective(id: $id) {
          dependsOn {
            id
          }
          unit {
            id
          }
          cycle {
            id
          }
          ...RiskLine_objective
        }
        blockedBy(of: $id) {
          id
          what
          neededBy
          isLate
          distance
          consumerUnit {
            name
          }
          providerUnit {
            name
          }
        }
        criticalChain(of: $id) {
          slackDays
          dependencies {
            id
          }
        }
        impactOf(of: $id) {
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
    { id: objectiveId },
    useFreshness(),
  );
  if (!objective) return null;
  const { slackDays, dependencies: chain } = criticalChain;
  const here = { unit: objective.unit.id, cycle: objective.cycle.id, of: objectiveId };
  const hasAny = objective.dependsOn.length > 0 || blockedBy.length > 0 || impactOf.length > 0;
  return (
    <div className={styles.waiting}>
      <RiskLine objective={objective} />
      {blockedBy.length > 0 && (
        <Part title={<Trans>Blocked by</Trans>}>
          <Some
            all={blockedBy.map((dependency) => {
              const { id, what, neededBy, isLate, distance, consumerUnit, providerUnit } = dependency;
              const unit = providerUnit.name;
              const through = consumerUnit.name;
              const day = formatDay(neededBy, locale, new Date());
              return (
                <li key={id}>
                  {what}
                  <span className={styles.about}>
                    {distance === 1 ? (
                      <Trans>
                        from {unit}, {day}
                      </Trans>
                    ) : (
                      <Trans>
                        {through} needs it from {unit}, {day}
                      </Trans>
                    )}
                    {isLate && <Late />}
                  </span>
                </li>
              );
            })}
          />
          {slackDays != null && <Room days={slackDays} steps={chain.length} />}
        </Part>
      )}
      {impactOf.length > 0 && (
        <Part title={<Trans>Hit if this objective slips</Trans>}>
          <Some
            all={impactOf.map(({ objective: hit, through, isGated }) => (
              <li key={hit.id}>
                <Link to="/objectives/$objectiveId" params={{ objectiveId: hit.id }}>
                  {hit.title}
                </Link>
                <span className={styles.about}>
                  {hit.unit.name} ·{" "}
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
          />
        </Part>
      )}
      {hasAny && (
        <p>
          <Link
            to="/dependencies"
            search={{ ...here, view: "graph" }}
            className={buttonClass({ size: "small", variant: "plain" })}
          >
            <Trans>See it among the dependencies</Trans>
          </Link>
        </p>
      )}
    </div>
  );
}

function Late() {
  const { t } = useLingui();
  return (
    <>
      {" "}
      <StateMark state="offTrack" word={t`Late`} />
    </>
  );
}

function Room({ days, steps }: { days: number; steps: number }) {
  const { t } = useLingui();
  const length = plural(steps, { one: "# step", other: "# steps" });
  return (
    <p className={styles.about}>
      {days < 0 && <StateMark state="atRisk" hideWord word={t`Too little room`} />}{" "}
      {days < 0
        ? t`The tightest chain, of ${length}: ${plural(-days, { one: "# day too few", other: "# days too few" })}`
        : t`The tightest chain, of ${length}: ${plural(days, { one: "# day to spare", other: "# days to spare" })}`}
    </p>
  );
}

function Part({ title, children }: { title: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className={styles.title}>
        {title}
      </h3>
      {children}
    </section>
  );
}

/** The first of them; the others on request. */
function Some({ all }: { all: readonly ReactNode[] }) {
  const rest = all.length - mostShown;
  return (
    <>
      <ol className={styles.lines}>{all.slice(0, rest > 1 ? mostShown : all.length)}</ol>
      {rest > 1 && (
        <details className={styles.rest}>
          <summary>{plural(rest, { one: "# more", other: "# more" })}</summary>
          <ol className={styles.lines}>{all.slice(mostShown)}</ol>
        </details>
      )}
    </>
  );
}
