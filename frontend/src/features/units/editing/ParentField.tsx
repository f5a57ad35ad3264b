import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { ParentFieldQuery } from "../../../__generated__/ParentFieldQuery.graphql";
import { UnitChoice } from "../UnitChoice";
import type { UnitToChange } from "./ChangeForm";
import styles from "./ChangeForm.module.css";
import { above, unitsOf } from "./treeOfDay";
import "./texts";

type Props = {
  unit: UnitToChange;
  /** The day on which it is to stand there. */
  day: string;
  chosen: string | null;
  problem: string | null;
  onChoose: (unitId: string) => void;
};

/** Where a unit is to stand: any unit of that day that has room, outside of itself. */
export function ParentField({ unit, day, chosen, problem, onChoose }: Props) {
  const { t } = useLingui();
  const { unitTree } = useLazyLoadQuery<ParentFieldQuery>(
    graphql`
      query ParentFieldQuery($day: Date!) {
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
    { day },
  );
  const possible = useMemo(() => {
    const units = unitsOf(unitTree);
    return units.filter(
      ({ id, kind }) => kind !== "TEAM" && id !== unit.id && !above(units, id).includes(unit.id),
    );
  }, [unitTree, unit.id]);
  const name = possible.find(({ id }) => id === chosen)?.name;
  return (
    <div>
      <p className={styles.label}>{name ? t`Below ${name}` : t`Below which unit?`}</p>
      <UnitChoice
        units={possible}
        currentId={chosen ?? unit.parentId}
        label={t`The unit to stand below`}
        hasFirstFocus
        onChoose={onChoose}
      />
      {problem && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </div>
  );
}
