import { Trans } from "@lingui/react/macro";
import { useId } from "react";
import { type Outcome, outcomes } from "../outcomes";
import { useOutcomes } from "../words";
import styles from "./OutcomeChoice.module.css";

import "./texts";

type Props = { value: Outcome | null; problem: string | null; onChoose: (outcome: Outcome) => void };

/** What units can agree on, each with what it comes to. */
export function OutcomeChoice({ value, problem, onChoose }: Props) {
  const name = useId();
  const words = useOutcomes();
  return (
    <fieldset className={styles.choice} aria-describedby={problem ? `${name}-problem` : undefined}>
      <legend className={styles.label}>
        <Trans>What we agree on</Trans>
      </legend>
      {outcomes.map((outcome) => (
        <label key={outcome} className={styles.outcome}>
          <input
            type="radio"
            name={name}
            value={outcome}
            checked={outcome === value}
            aria-labelledby={`${name}-${outcome}`}
            aria-describedby={`${name}-${outcome}-meaning`}
            onChange={() => onChoose(outcome)}
          />
          <span>
            <span id={`${name}-${outcome}`} className={styles.name}>
              {words[outcome].name}
            </span>{" "}
            <span id={`${name}-${outcome}-meaning`} className={styles.meaning}>
              {words[outcome].meaning}
            </span>
          </span>
        </label>
      ))}
      {problem && (
        <p id={`${name}-problem`} className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </fieldset>
  );
}
