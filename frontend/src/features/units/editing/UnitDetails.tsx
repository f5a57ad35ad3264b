import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { UnitDetailsQuery } from "../../../__generated__/UnitDetailsQuery.graphql";
import { formatLongDay, localDay } from "../../../lib/days";
import { useFreshness } from "../../../lib/freshness";
import { useLocale } from "../../../lib/locale";
import { buttonClass } from "../../../ui/Button";
import { widths } from "../../../ui/tokens";
import type { UnitChange } from "./changes";
import styles from "./UnitDetails.module.css";
import { UnitHistory } from "./UnitHistory";
import { useLevelWords } from "./useLevelWords";
import "./texts";

type Props = {
  unitId: string;
  /** The unit above it on the day that is shown; itself for the company. */
  parentId: string;
  /** Only today's tree is changed; other days are looked at. */
  isToday: boolean;
  /** Somebody chose it: where it stands below the tree, it comes into sight. */
  isAsked: boolean;
};

/** What a unit is, what may be done to it, and what it was. */
export function UnitDetails({ unitId, parentId, isToday, isAsked }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const levelWords = useLevelWords();
  const details = useRef<HTMLElement>(null);
  useEffect(() => {
    const isBelow = window.matchMedia(`(max-width: ${widths.phone}px)`).matches;
    if (isAsked && isBelow) void details.current?.scrollIntoView({ block: "start" });
  }, [isAsked]);
  const { unit, viewer } = useLazyLoadQuery<UnitDetailsQuery>(
    graphql`
      query UnitDetailsQuery($unit: ID!, $parent: ID!) {
        unit(id: $unit) {
          id
          name
          kind
          validFrom
          validTo
          takesPart
          parent {
            id
            name
          }
          ...UnitHistory_unit
        }
        viewer {
          here: rights(unit: $unit)
          above: rights(unit: $parent)
        }
      }
    `,
    { unit: unitId, parent: parentId },
    useFreshness(),
  );
  if (!unit) return null;
  const mayHere = viewer.here.includes("MANAGE_UNITS");
  const mayAbove = viewer.above.includes("MANAGE_UNITS") && unit.parent !== null;
  const today = localDay(new Date());
  const hasEnded = unit.validTo !== null && unit.validTo !== undefined && unit.validTo <= today;
  const deeds: { change: UnitChange; label: string; may: boolean }[] = [
    { change: "found", label: t`Found a unit below`, may: mayHere && unit.kind !== "TEAM" },
    { change: "rename", label: t`Rename`, may: mayHere },
    { change: "move", label: t`Move`, may: mayAbove },
    { change: "end", label: t`End the unit`, may: mayAbove },
  ];
  const possible = isToday && !hasEnded ? deeds.filter((deed) => deed.may) : [];
  const began = formatLongDay(unit.validFrom, locale);
  const ends = unit.validTo ? formatLongDay(unit.validTo, locale) : null;
  return (
    <section ref={details} aria-label={unit.name} className={styles.details}>
      <h2 className={styles.name}>{unit.name}</h2>
      <p className={styles.facts}>
        {levelWords[unit.kind]}
        {" · "}
        {unit.validFrom > today ? <Trans>begins on {began}</Trans> : <Trans>since {began}</Trans>}
        {ends && " · "}
        {ends && (hasEnded ? <Trans>ended on {ends}</Trans> : <Trans>ends on {ends}</Trans>)}
      </p>
      {!unit.takesPart && (
        <p className={styles.facts}>
          <Trans>
            Units of this level have no OKRs of their own; the settings say which levels take part.
          </Trans>
        </p>
      )}
      <div className={styles.deeds}>
        {possible.map(({ change, label }) => (
          <Link
            key={change}
            from="/organisation/units"
            to="/organisation/units"
            search={(before) => ({ ...before, of: unit.id, change })}
            resetScroll={false}
            className={buttonClass({ size: "small" })}
          >
            {label}
          </Link>
        ))}
      </div>
      {!isToday && mayHere && (
        <p className={styles.facts}>
          <Trans>To change something, go back to today; each change asks from which day.</Trans>
        </p>
      )}
      <UnitHistory unit={unit} mayCallOff={mayAbove || mayHere} />
    </section>
  );
}
