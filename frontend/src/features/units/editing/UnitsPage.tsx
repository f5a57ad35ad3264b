import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useMemo } from "react";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { UnitsPageQuery } from "../../../__generated__/UnitsPageQuery.graphql";
import { formatLongDay, localDay } from "../../../lib/days";
import { useFreshness } from "../../../lib/freshness";
import { useLocale } from "../../../lib/locale";
import { Button } from "../../../ui/Button";
import { Field, inputClass } from "../../../ui/Field";
import { Section } from "../../../ui/Section";
import { Skeleton } from "../../../ui/Skeleton";
import { PlannedChanges } from "./PlannedChanges";
import { SinceThen } from "./SinceThen";
import { type UnitOfDay, unitsOf } from "./treeOfDay";
import { UnitDetails } from "./UnitDetails";
import { UnitGrid } from "./UnitGrid";
import styles from "./UnitsPage.module.css";
import "./texts";

const ChangePanel = lazy(() => import("./ChangePanel").then((module) => ({ default: module.ChangePanel })));

/** The units as a tree, of today or of any other day; whoever may, changes it from here. */
export function UnitsPage() {
  const { t } = useLingui();
  const locale = useLocale();
  const navigate = useNavigate({ from: "/organisation/units" });
  const { on, since, of, change } = useSearch({ from: "/organisation/units" });
  const today = localDay(new Date());
  const day = on ?? today;
  const data = useLazyLoadQuery<UnitsPageQuery>(
    graphql`
      query UnitsPageQuery($day: Date!) {
        unitTree(on: $day) {
          name
          kind
          unit {
            id
          }
          parent {
            id
          }
        }
        organisation {
          levels
        }
        ...PlannedChanges_query
      }
    `,
    { day },
    useFreshness(),
  );
  const units = useMemo(() => unitsOf(data.unitTree), [data.unitTree]);
  const go = (part: { on?: string | undefined; since?: string | undefined; of?: string }) =>
    void navigate({
      to: "/organisation/units",
      search: (before) => ({ ...before, ...part }),
      replace: true,
      resetScroll: false,
    });
  const chosen = units.some((unit) => unit.id === of) ? of : units.find((unit) => unit.parentId === null)?.id;
  const shownDay = formatLongDay(day, locale);
  return (
    <>
      <div className={styles.days}>
        <Field label={t`As of`}>
          {(wiring) => (
            <input
              {...wiring}
              type="date"
              className={inputClass}
              value={day}
              onChange={(event) => go({ on: event.target.value || undefined })}
            />
          )}
        </Field>
        <Field label={t`Compared with`}>
          {(wiring) => (
            <input
              {...wiring}
              type="date"
              className={inputClass}
              value={since ?? ""}
              onChange={(event) => go({ since: event.target.value || undefined })}
            />
          )}
        </Field>
        {(on !== undefined || since !== undefined) && (
          <Button variant="plain" onClick={() => go({ on: undefined, since: undefined })}>
            <Trans>Back to today</Trans>
          </Button>
        )}
      </div>
      {day !== today && (
        <p className={styles.when} role="status">
          {day < today ? (
            <Trans>As it was on {shownDay}, with the names of that day.</Trans>
          ) : (
            <Trans>As it is planned for {shownDay}.</Trans>
          )}
        </p>
      )}
      {since !== undefined && since !== day && (
        <Suspense fallback={<Skeleton label={t`Fetching the other day`} lines={3} />}>
          <SinceThen units={units} day={day} since={since} />
        </Suspense>
      )}
      {units.length === 0 ? (
        <p className={styles.when}>
          <Trans>There were no units on that day.</Trans>
        </p>
      ) : (
        <div className={styles.columns}>
          <UnitGrid
            key={units.length > 0 ? "units" : "none"}
            units={units}
            levels={data.organisation.levels}
            chosen={chosen ?? null}
            onChoose={(id) => go({ of: id })}
          />
          {chosen && (
            <Suspense fallback={<Skeleton label={t`Fetching the unit`} lines={6} />}>
              <UnitDetails
                key={chosen}
                unitId={chosen}
                parentId={parentOf(units, chosen)}
                isToday={day === today}
                isAsked={of === chosen}
              />
            </Suspense>
          )}
        </div>
      )}
      <PlannedChanges query={data} />
      {change && chosen && day === today && (
        <Suspense fallback={<span className="visually-hidden">{t`Opening the form`}</span>}>
          <ChangePanel key={`${change} ${chosen}`} change={change} unitId={chosen} />
        </Suspense>
      )}
      <Section title={<Trans>What stays</Trans>}>
        <p className={styles.note}>
          <Trans>
            Nothing here rewrites the past. OKRs of closed cycles stay with the unit as it was called and
            placed then, and a unit is never deleted: it ends on a day.
          </Trans>
        </p>
      </Section>
    </>
  );
}

function parentOf(units: readonly UnitOfDay[], id: string): string {
  return units.find((unit) => unit.id === id)?.parentId ?? id;
}
