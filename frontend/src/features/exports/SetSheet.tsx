import { Trans, useLingui } from "@lingui/react/macro";
import { useRef } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { SetSheet_okrSet$key } from "../../__generated__/SetSheet_okrSet.graphql";
import { formatLongDay, localDay } from "../../lib/days";
import { useLocale } from "../../lib/locale";
import { Mark } from "../../ui/Mark";
import { dayOfTree, useUnitsOfCycle } from "../pyramid/useUnitsOfCycle";
import { paperColours } from "./paperColours";
import styles from "./SetSheet.module.css";
import { SheetObjective } from "./SheetObjective";
import { namesDownTo } from "./unitsThen";
import { useFittingType } from "./useFittingType";
import { useSetStateWords } from "./useSetStateWords";
import "./texts";

type Props = { okrSet: SetSheet_okrSet$key };

/** A sheet of A4 with a unit's set: whose it is, its objectives with their proof, what they contribute to. */
export function SetSheet({ okrSet }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const sheet = useRef<HTMLElement>(null);
  const wordFor = useSetStateWords();
  const data = useFragment(
    graphql`
      fragment SetSheet_okrSet on OkrSet {
        state
        committedAt
        capacityNote
        unit {
          id
          name
          ancestors {
            name
          }
        }
        cycle {
          name
          startsOn
          endsOn
        }
        objectives {
          id
          ...SheetObjective_objective
        }
      }
    `,
    okrSet,
  );
  const { state, committedAt, capacityNote, unit, cycle, objectives } = data;
  const tree = useUnitsOfCycle(dayOfTree(cycle), null).units;
  // Paper of a cycle that is over calls the unit what it was called then, and where it stood.
  const then = dayOfTree(cycle) === null ? [] : namesDownTo(unit.id, tree);
  const names = then.length > 0 ? then : [...unit.ancestors.map(({ name }) => name), unit.name];
  const name = names.at(-1);
  const isTooLong = useFittingType(sheet, data, locale);
  const from = formatLongDay(cycle.startsOn, locale);
  const to = formatLongDay(cycle.endsOn, locale);
  const today = formatLongDay(localDay(new Date()), locale);
  return (
    <>
      {isTooLong && (
        <p role="note" className={styles.note}>
          <Trans>There is more than one page can hold legibly: it will be printed on two or more.</Trans>
        </p>
      )}
      <article
        ref={sheet}
        style={paperColours}
        className={styles.sheet}
        aria-label={t`OKRs of ${name}, ${cycle.name}`}
      >
        <header className={styles.head}>
          <div>
            <p className={styles.quiet}>{names.slice(0, -1).join(" › ")}</p>
            <h2 className={styles.unit}>{name}</h2>
          </div>
          <div className={styles.cycle}>
            <p className={styles.strong}>{cycle.name}</p>
            <p className={styles.quiet}>
              {from} – {to}
            </p>
            <p className={styles.quiet}>{wordFor(state, committedAt ?? null)}</p>
          </div>
        </header>
        {objectives.length === 0 && (
          <p className={styles.quiet}>
            <Trans>No objectives yet.</Trans>
          </p>
        )}
        <ol className={styles.objectives}>
          {objectives.map((objective, place) => (
            <SheetObjective key={objective.id} number={place + 1} objective={objective} />
          ))}
        </ol>
        {capacityNote !== "" && (
          <p className={styles.capacity}>
            <span className={styles.strong}>
              <Trans>Capacity</Trans>
            </span>{" "}
            {capacityNote}
          </p>
        )}
        <footer className={styles.foot}>
          <span className={styles.mark}>
            <Mark />
            Samsvar
          </span>
          <span>
            <Trans>Printed on {today}. Results belong to the unit.</Trans>
          </span>
        </footer>
      </article>
    </>
  );
}
