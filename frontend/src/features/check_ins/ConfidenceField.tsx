import { Trans, useLingui } from "@lingui/react/macro";
import { useId } from "react";
import styles from "./ConfidenceField.module.css";

type Props = { value: number | null; problem: string | null; onChange: (value: number) => void };

const scale = Array.from({ length: 11 }, (_, confidence) => confidence);

/** Belief that the target will be met, from 0 to 10: a row of keys that a thumb can hit. */
export function ConfidenceField({ value, problem, onChange }: Props) {
  const { t } = useLingui();
  const id = useId();
  return (
    <fieldset aria-describedby={problem ? `${id}-problem` : `${id}-hint`}>
      <legend className={styles.legend}>
        <Trans>Confidence</Trans>
      </legend>
      <div className={styles.scale}>
        {scale.map((confidence) => (
          <label key={confidence} className={styles.step}>
            <input
              type="radio"
              className="visually-hidden"
              name={id}
              value={confidence}
              checked={confidence === value}
              onChange={() => onChange(confidence)}
              aria-label={t`${confidence} of 10`}
            />
            <span className={styles.key} aria-hidden="true">
              {confidence}
            </span>
          </label>
        ))}
      </div>
      <p id={`${id}-hint`} className={styles.hint}>
        <Trans>0: we will not get there. 10: we are sure to.</Trans>
      </p>
      {problem && (
        <p id={`${id}-problem`} className={styles.problem}>
          {problem}
        </p>
      )}
    </fieldset>
  );
}
