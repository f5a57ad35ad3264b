import { Trans } from "@lingui/react/macro";
import { useId } from "react";
import styles from "./StepsField.module.css";

type Props = {
  steps: readonly { readonly title: string }[];
  /** Places of the steps that are reached. */
  reached: readonly number[];
  problem: string | null;
  onChange: (reached: readonly number[]) => void;
};

/** Which steps of a milestone are behind us. */
export function StepsField({ steps, reached, problem, onChange }: Props) {
  const id = useId();
  return (
    <fieldset className={styles.steps} aria-describedby={problem ? `${id}-problem` : undefined}>
      <legend className={styles.legend}>
        <Trans>Steps reached</Trans>
      </legend>
      {steps.map((step, place) => (
        <label key={step.title} className={styles.step}>
          <input
            type="checkbox"
            className={styles.box}
            checked={reached.includes(place)}
            onChange={(event) =>
              onChange(
                event.target.checked
                  ? [...reached, place].toSorted((a, b) => a - b)
                  : reached.filter((other) => other !== place),
              )
            }
          />
          {step.title}
        </label>
      ))}
      {problem && (
        <p id={`${id}-problem`} className={styles.problem}>
          {problem}
        </p>
      )}
    </fieldset>
  );
}
