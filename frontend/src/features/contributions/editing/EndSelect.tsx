import "./texts";
import { useLingui } from "@lingui/react/macro";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { EndSelectQuery } from "../../../__generated__/EndSelectQuery.graphql";
import { Field, inputClass } from "../../../ui/Field";

type Props = {
  label: string;
  unitId: string;
  cycleId: string;
  /** Moals of the unit are among the choices. */
  withMoals?: boolean;
  value: string;
  /** Said first where nothing is chosen yet. */
  placeholder?: string;
  hint?: string;
  problem?: string | null;
  onChange: (id: string) => void;
};

/** What a unit has in a cycle, to be chosen from: its objectives with their key results, and its Moals. */
export function useChoices(unitId: string, cycleId: string) {
  const data = useLazyLoadQuery<EndSelectQuery>(
    graphql`
      query EndSelectQuery($unit: ID!, $cycle: ID!) {
        unit(id: $unit) {
          okrSet(cycle: $cycle) {
            objectives {
              id
              title
              keyResults {
                id
                title
              }
            }
          }
          moals {
            id
            title
            state
          }
        }
      }
    `,
    { unit: unitId, cycle: cycleId },
    { fetchPolicy: "store-and-network" },
  );
  return {
    objectives: data.unit?.okrSet?.objectives ?? [],
    moals: (data.unit?.moals ?? []).filter(({ state }) => state !== "DROPPED"),
  };
}

export function EndSelect(props: Props) {
  const { t } = useLingui();
  const { objectives, moals } = useChoices(props.unitId, props.cycleId);
  return (
    <Field label={props.label} hint={props.hint} problem={props.problem ?? null}>
      {(wiring) => (
        <select
          {...wiring}
          className={inputClass}
          value={props.value}
          onChange={(event) => props.onChange(event.target.value)}
        >
          {props.placeholder && <option value="">{props.placeholder}</option>}
          {props.withMoals && moals.length > 0 && (
            <optgroup label={t`Moals`}>
              {moals.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </optgroup>
          )}
          {objectives.map((objective) => (
            <optgroup key={objective.id} label={objective.title}>
              <option value={objective.id}>{objective.title}</option>
              {objective.keyResults.map((keyResult) => (
                <option key={keyResult.id} value={keyResult.id}>
                  {t`Key result`}: {keyResult.title}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      )}
    </Field>
  );
}
