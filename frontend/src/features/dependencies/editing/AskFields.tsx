import { Trans, useLingui } from "@lingui/react/macro";
import { useId } from "react";
import "./texts";
import { Field, inputClass } from "../../../ui/Field";
import { type Problem, problemAt } from "../../problems/problems";
import styles from "./AskFields.module.css";
import { type DependencyKind, dependencyKinds, useKindSentences } from "./words";

/** What is asked for, apart from who asks whom. */
export type AskedFor = {
  readonly what: string;
  /** An ISO day; empty until one was chosen. */
  readonly neededBy: string;
  readonly kind: DependencyKind;
  readonly fallback: string;
};

export function isAskable({ what, neededBy }: AskedFor): boolean {
  return what.trim() !== "" && neededBy !== "";
}

type Props = {
  values: AskedFor;
  onChange: (part: Partial<AskedFor>) => void;
  problems: readonly Problem[];
  wasTried: boolean;
  /** The last day of the cycle: the latest that helps in it. */
  cycleEndsOn: string;
  /** It was answered: what was agreed stays, and only the own fallback may change. */
  isAnswered?: boolean;
};

/** What is needed, by when, what happens without it, and what is done then. */
export function AskFields({ values, onChange, problems, wasTried, cycleEndsOn, isAnswered = false }: Props) {
  const { t } = useLingui();
  const group = useId();
  const sentences = useKindSentences();
  return (
    <>
      {!isAnswered && (
        <>
          <Field
            label={t`What we need`}
            hint={t`So that they can say yes or no: a result, no activity.`}
            problem={
              wasTried && values.what.trim() === "" ? t`Say what you need.` : problemAt(problems, "what")
            }
          >
            {(wiring) => (
              <textarea
                {...wiring}
                className={inputClass}
                rows={2}
                value={values.what}
                onChange={(event) => onChange({ what: event.target.value })}
              />
            )}
          </Field>
          <Field
            label={t`By when`}
            problem={
              wasTried && values.neededBy === ""
                ? t`Choose the last day on which it helps.`
                : problemAt(problems, "neededBy")
            }
          >
            {(wiring) => (
              <input
                {...wiring}
                type="date"
                className={inputClass}
                max={cycleEndsOn}
                value={values.neededBy}
                onChange={(event) => onChange({ neededBy: event.target.value })}
              />
            )}
          </Field>
          <fieldset className={styles.kinds}>
            <legend className={styles.label}>
              <Trans>Without it</Trans>
            </legend>
            {dependencyKinds.map((kind) => (
              <label key={kind} className={styles.kind}>
                <input
                  type="radio"
                  name={group}
                  checked={values.kind === kind}
                  onChange={() => onChange({ kind })}
                />
                {sentences[kind].asked}
              </label>
            ))}
          </fieldset>
        </>
      )}
      <Field label={t`What we do if it doesn't come`} problem={problemAt(problems, "fallback")}>
        {(wiring) => (
          <textarea
            {...wiring}
            className={inputClass}
            rows={2}
            value={values.fallback}
            onChange={(event) => onChange({ fallback: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}
