import { useId } from "react";
import "./texts";
import { type Kind, kinds } from "./definitions";
import styles from "./KindField.module.css";
import { useFieldWords, useKindWords } from "./words";

type Props = { value: Kind; onChoose: (kind: Kind) => void };

/** Five ways to show that something was reached, with what the chosen one means. */
export function KindField({ value, onChoose }: Props) {
  const id = useId();
  const words = useKindWords();
  const { kind: label } = useFieldWords();
  return (
    <fieldset className={styles.kinds} aria-describedby={id}>
      <legend className={styles.legend}>{label}</legend>
      <div className={styles.options}>
        {kinds.map((kind) => (
          <label key={kind} className={styles.option}>
            <input
              type="radio"
              className="visually-hidden"
              name={id}
              value={kind}
              checked={kind === value}
              onChange={() => onChoose(kind)}
            />
            <span className={styles.word}>{words[kind].name}</span>
          </label>
        ))}
      </div>
      <p id={id} className={styles.about}>
        {words[value].about}
      </p>
    </fieldset>
  );
}
