import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { graphql, useFragment } from "react-relay/hooks";
import type { Breadcrumbs_unit$key } from "../../__generated__/Breadcrumbs_unit.graphql";
import styles from "./Breadcrumbs.module.css";
import type { UnitPlace } from "./unitPlaces";

type Props = {
  unit: Breadcrumbs_unit$key;
  /** What is shown of them. */
  place?: UnitPlace;
};

/** The units above, from the company down, each one step away. */
export function Breadcrumbs({ unit, place = "/contribution" }: Props) {
  const { t } = useLingui();
  const { ancestors } = useFragment(
    graphql`
      fragment Breadcrumbs_unit on Unit {
        ancestors {
          id
          name
        }
      }
    `,
    unit,
  );
  if (ancestors.length === 0) return null;
  return (
    <nav aria-label={t`Units above`}>
      <ol className={styles.trail}>
        {ancestors.map((ancestor) => (
          <li key={ancestor.id} className={styles.step}>
            <Link
              to={place}
              search={(before) => ({ cycle: before.cycle, unit: ancestor.id })}
              className={styles.link}
            >
              {ancestor.name}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
