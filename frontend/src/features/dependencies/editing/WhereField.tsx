import { useLingui } from "@lingui/react/macro";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import "./texts";
import type { WhereFieldQuery } from "../../../__generated__/WhereFieldQuery.graphql";
import { Field, inputClass } from "../../../ui/Field";

type Props = {
  unitId: string;
  cycleId: string;
  /** The id of an objective or key result; empty for none. */
  value: string;
  isOptional: boolean;
  problem: string | null;
  onChange: (value: string) => void;
};

/** Which of a unit's objectives or key results works on something. */
export function WhereField({ unitId, cycleId, value, isOptional, problem, onChange }: Props) {
  const { t } = useLingui();
  const { okrSet } = useLazyLoadQuery<WhereFieldQuery>(
    graphql`
      query WhereFieldQuery($unit: ID!, $cycle: ID!) {
        okrSet(unit: $unit, cycle: $cycle) {
          objectives {
            id
            title
            keyResults {
              id
              title
            }
          }
        }
      }
    `,
    { unit: unitId, cycle: cycleId },
    { fetchPolicy: "store-and-network" },
  );
  const objectives = okrSet?.objectives ?? [];
  return (
    <Field
      label={t`Where we work on it`}
      hint={
        objectives.length === 0
          ? t`We have no objectives in this cycle yet; it can be said later.`
          : isOptional
            ? t`So that both see how far it is. It can be said later, too.`
            : undefined
      }
      problem={problem}
    >
      {(wiring) => (
        <select
          {...wiring}
          className={inputClass}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        >
          <option value="">{isOptional ? t`Not said yet` : t`Choose …`}</option>
          {objectives.map((objective) => (
            <optgroup key={objective.id} label={objective.title}>
              <option value={objective.id}>{t`The whole objective`}</option>
              {objective.keyResults.map((keyResult) => (
                <option key={keyResult.id} value={keyResult.id}>
                  {keyResult.title}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      )}
    </Field>
  );
}
