import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useState } from "react";
import { formatDay } from "../../../lib/days";
import { useLocale } from "../../../lib/locale";
import { formatCount } from "../../../lib/numbers";
import { Button } from "../../../ui/Button";
import { classes } from "../../../ui/classes";
import { StateMark } from "../../../ui/StateMark";
import { sizes } from "../../../ui/tokens";
import styles from "./DependencyTable.module.css";
import { KindMark } from "./KindMark";
import { OpenLink } from "./OpenLink";
import { type Dependency, type End, nextSort, sorted, sortingOf } from "./rows";
import { useDependencySearch } from "./useDependencySearch";
import type { DependencyColumn } from "./views";
import { useDaysLeft, useStanding } from "./words";

/** Rows that are drawn at once; more come with a press. */
const portion = 60;

/** Who waits for whom: what is late or undecided first. */
export function DependencyTable({ dependencies }: { dependencies: readonly Dependency[] }) {
  const { t } = useLingui();
  const locale = useLocale();
  const { search, change } = useDependencySearch();
  const [shown, setShown] = useState(portion);
  const sorting = sortingOf(search.sort);
  const rows = sorted(dependencies, sorting, locale);
  const hidden = Math.max(0, rows.length - shown);
  const columns: readonly { id: DependencyColumn; name: string }[] = [
    { id: "consumer", name: t`Who needs it` },
    { id: "what", name: t`What` },
    { id: "day", name: t`By when` },
    { id: "kind", name: t`Without it` },
    { id: "provider", name: t`Of whom` },
    { id: "state", name: t`State` },
  ];
  return (
    <>
      {/* The roles are said again, because a table that is laid out otherwise on a phone is none to some readers. */}
      <table
        // biome-ignore lint/a11y/noRedundantRoles: as above.
        role="table"
        className={styles.table}
        aria-label={t`Dependencies`}
        aria-rowcount={rows.length + 1}
      >
        {/* biome-ignore lint/a11y/noRedundantRoles: as above. */}
        <thead role="rowgroup" className={styles.head}>
          {/* biome-ignore lint/a11y/noRedundantRoles: as above. */}
          <tr role="row">
            {columns.map(({ id, name }) => {
              const isChosen = sorting?.column === id;
              const Sign = sorting?.isDown ? ArrowDown : ArrowUp;
              return (
                <th
                  key={id}
                  // biome-ignore lint/a11y/noRedundantRoles: as above.
                  role="columnheader"
                  scope="col"
                  aria-sort={isChosen ? (sorting.isDown ? "descending" : "ascending") : undefined}
                >
                  <button
                    type="button"
                    className={classes(styles.sort, isChosen && styles.chosen)}
                    onClick={() => change({ sort: nextSort(sorting, id) })}
                  >
                    {name}
                    {isChosen && <Sign size={sizes.icon} aria-hidden="true" />}
                  </button>
                </th>
              );
            })}
            <th
              // biome-ignore lint/a11y/noRedundantRoles: as above.
              role="columnheader"
              scope="col"
            >
              <Trans>If it doesn't come</Trans>
            </th>
          </tr>
        </thead>
        {/* biome-ignore lint/a11y/noRedundantRoles: as above. */}
        <tbody role="rowgroup">
          {rows.slice(0, shown).map((dependency) => (
            <Row key={dependency.id} dependency={dependency} isOpen={search.open === dependency.id} />
          ))}
        </tbody>
      </table>
      {hidden > 0 && (
        <Button size="small" className={styles.more} onClick={() => setShown(shown + portion)}>
          <Trans>Show more ({formatCount(hidden, locale)})</Trans>
        </Button>
      )}
    </>
  );
}

function Row({ dependency, isOpen }: { dependency: Dependency; isOpen: boolean }) {
  const locale = useLocale();
  const daysLeft = useDaysLeft();
  const standing = useStanding();
  const { consumer, consumerUnit, provider, providerUnit, neededBy, offeredBy, kind, fallback } = dependency;
  const day = (iso: string) => formatDay(iso, locale, new Date());
  const left = daysLeft(dependency);
  const { shape, word } = standing(dependency);
  const offered = offeredBy && day(offeredBy);
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: as the table above says.
    <tr role="row" className={classes(styles.row, isOpen && styles.open)}>
      <td role="cell" className={styles.consumer}>
        <span className={styles.prefix}>
          <Trans>Who needs it</Trans>:{" "}
        </span>
        <Where end={consumer} unit={consumerUnit.name} />
      </td>
      <th role="rowheader" scope="row" className={styles.what}>
        <OpenLink dependency={dependency} className={styles.link}>
          {dependency.what}
        </OpenLink>
      </th>
      <td role="cell" className={styles.day}>
        <span className={styles.first}>{day(neededBy)}</span>
        {left && <span className={classes(styles.beside, dependency.isLate && styles.late)}>{left}</span>}
        {offered && (
          <span className={styles.beside}>
            <Trans>offered: {offered}</Trans>
          </span>
        )}
      </td>
      <td role="cell" className={styles.kind}>
        <KindMark kind={kind} />
      </td>
      <td role="cell" className={styles.provider}>
        <span className={styles.prefix}>
          <Trans>Of whom</Trans>:{" "}
        </span>
        <Where end={provider} unit={providerUnit.name} />
      </td>
      <td role="cell" className={styles.state}>
        <StateMark state={shape} word={word} />
      </td>
      <td role="cell" className={classes(styles.fallback, !fallback && styles.blank)}>
        {fallback}
      </td>
    </tr>
    // biome-ignore-end lint/a11y/noRedundantRoles: as above.
  );
}

/** A unit, and where it works on it or needs it. */
function Where({ end, unit }: { end: End | null; unit: string }) {
  return (
    <>
      <span className={styles.first}>{unit}</span>
      {end && (
        <Link
          to="/objectives/$objectiveId"
          params={{ objectiveId: end.objectiveId }}
          hash={end.isKeyResult ? end.id : undefined}
          className={styles.end}
          title={end.title}
        >
          {end.title}
        </Link>
      )}
    </>
  );
}
