import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { graphql, useFragment } from "react-relay/hooks";
import type {
  PlannedChanges_query$data,
  PlannedChanges_query$key,
} from "../../../__generated__/PlannedChanges_query.graphql";
import { formatLongDay } from "../../../lib/days";
import { useLocale } from "../../../lib/locale";
import { Section } from "../../../ui/Section";
import styles from "./UnitHistory.module.css";
import "./texts";

/** What is planned for units, day by day; nothing where nothing is. */
export function PlannedChanges({ query }: { query: PlannedChanges_query$key }) {
  const locale = useLocale();
  const { plannedUnitChanges } = useFragment(
    graphql`
      fragment PlannedChanges_query on Query {
        plannedUnitChanges {
          on
          name
          nameBefore
          isFounded
          isEnded
          reason
          parent {
            id
            name
          }
          parentBefore {
            id
            name
          }
          unit {
            id
          }
        }
      }
    `,
    query,
  );
  if (plannedUnitChanges.length === 0) return null;
  return (
    <Section title={<Trans>Planned</Trans>}>
      <ul className={styles.list}>
        {plannedUnitChanges.map((planned) => (
          <li key={`${planned.unit.id} ${planned.on}`} className={styles.line}>
            <Link
              from="/organisation/units"
              to="/organisation/units"
              search={(before) => ({ ...before, on: planned.on, of: planned.unit.id })}
              resetScroll={false}
            >
              <Told planned={planned} />
            </Link>
            <span className={styles.days}>{formatLongDay(planned.on, locale)}</span>
            {planned.reason && <span className={styles.reason}>{planned.reason}</span>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Told({ planned }: { planned: PlannedChanges_query$data["plannedUnitChanges"][number] }) {
  const { t } = useLingui();
  const { name, nameBefore, isFounded, isEnded } = planned;
  const to = planned.parent?.name ?? "–";
  const from = planned.parentBefore?.name ?? "–";
  if (isFounded) return t`${name} is founded below ${to}`;
  if (isEnded) return t`${name} ends`;
  const isMoved = planned.parent?.id !== planned.parentBefore?.id;
  const isRenamed = nameBefore !== name;
  if (isMoved && isRenamed) return t`${nameBefore ?? ""} is called ${name}, and moves from ${from} to ${to}`;
  return isMoved ? t`${name} moves from ${from} to ${to}` : t`${nameBefore ?? ""} is called ${name}`;
}
