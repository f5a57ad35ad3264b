import { type ReactNode, useId } from "react";
import styles from "./Field.module.css";

type Wiring = { id: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined };

type Props = {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong with the value, in the person's language. */
  problem?: string | null;
  children: (wiring: Wiring) => ReactNode;
};

/** Label, control, hint and problem, told together to those who do not see them. */
export function Field({ label, hint, problem, children }: Props) {
  const id = useId();
  const described = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(" ");
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      {children({
        id,
        "aria-describedby": described || undefined,
        "aria-invalid": problem ? true : undefined,
      })}
      {hint && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      {problem && (
        <p id={`${id}-problem`} className={styles.problem}>
          {problem}
        </p>
      )}
    </div>
  );
}

export const inputClass: string = styles.input ?? "";
