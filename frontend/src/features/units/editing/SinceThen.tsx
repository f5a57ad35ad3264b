import { Trans, useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { SinceThenQuery } from "../../../__generated__/SinceThenQuery.graphql";
import { formatLongDay } from "../../../lib/days";
import { useLocale } from "../../../lib/locale";
import { Section } from "../../../ui/Section";
import { type Difference, differences, type UnitOfDay, unitsOf } from "./treeOfDay";
import styles from "./UnitHistory.module.css";
import "./texts";

type Props = { units: readonly UnitOfDay[]; day: string; since: string };

/** What tells the tree of one day from that of another. */
export function SinceThen({ units, day, since }: Props) {
  const locale = useLocale();
  const { unitTree } = useLazyLoadQuery<SinceThenQuery>(
    graphql`
      query SinceThenQuery($day: Date!) {
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
      }
    `,
    { day: since },
  );
  const found = useMemo(() => {
    const other = unitsOf(unitTree);
    return since < day ? differences(other, units, locale) : differences(units, other, locale);
  }, [unitTree, units, since, day, locale]);
  const [from, to] = [since, day].toSorted().map((each) => formatLongDay(each, locale));
  return (
    <Section
      title={
        <Trans>
          What changed between {from} and {to}
        </Trans>
      }
    >
      {found.length === 0 ? (
        <p className={styles.quiet}>
          <Trans>Nothing: the same units, names and places.</Trans>
        </p>
      ) : (
        <ul className={styles.list}>
          {found.map((each) => (
            <li key={`${each.how} ${each.id}`} className={styles.line}>
              <Told difference={each} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Told({ difference }: { difference: Difference }) {
  const { t } = useLingui();
  const { name } = difference;
  switch (difference.how) {
    case "founded": {
      const { parent } = difference;
      return parent ? t`${name} was founded below ${parent}.` : t`${name} was founded.`;
    }
    case "ended":
      return t`${name} ended.`;
    case "renamed": {
      const { before } = difference;
      return t`${before} is called ${name}.`;
    }
    case "moved": {
      const { from, to } = difference;
      return t`${name} moved from ${from ?? "–"} to ${to ?? "–"}.`;
    }
  }
}
