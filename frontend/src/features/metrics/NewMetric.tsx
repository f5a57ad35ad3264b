import { Trans, useLingui } from "@lingui/react/macro";
import { type KeyboardEvent, useId, useState } from "react";
import "./texts";
import { Button } from "../../ui/Button";
import { Field, inputClass } from "../../ui/Field";
import { Segmented } from "../../ui/Segmented";
import type { ChosenMetric, GoodDirection } from "./metrics";
import styles from "./NewMetric.module.css";
import { useDirectionWords, useMeasureWords } from "./words";

type Props = {
  /** What was typed. */
  name: string;
  onUse: (metric: ChosenMetric) => void;
  onCancel: () => void;
};

const directions: readonly GoodDirection[] = ["UP", "DOWN", "STEADY"];

/** The two things that a new metric needs beside its name: what it is counted in, and which way is good. */
export function NewMetric({ name, onUse, onCancel }: Props) {
  const { t } = useLingui();
  const id = useId();
  const words = useDirectionWords();
  const measures = useMeasureWords();
  const [measure, setMeasure] = useState("");
  const [goodDirection, setGoodDirection] = useState<GoodDirection>("UP");
  const use = () => onUse({ id: null, name: name.trim(), measure: measure.trim(), goodDirection });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      onCancel();
    } else if (event.key === "Enter" && (event.target as HTMLElement).tagName !== "BUTTON") {
      event.preventDefault();
      use();
    }
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: it stands among the fields of a form, and forms don't nest.
    <div role="group" aria-label={t`New metric: ${name}`} className={styles.fields} onKeyDown={onKeyDown}>
      <p className={styles.name}>
        <Trans>New metric: {name}</Trans>
      </p>
      <Field label={t`Counted in`} hint={t`The same as others use, where there are others.`}>
        {(wiring) => (
          <>
            <input
              {...wiring}
              className={inputClass}
              // biome-ignore lint/a11y/noAutofocus: it opens at the press of a key, and goes on where the person was.
              autoFocus
              autoComplete="off"
              list={`${id}-measures`}
              maxLength={24}
              value={measure}
              onChange={(event) => setMeasure(event.target.value)}
            />
            <datalist id={`${id}-measures`}>
              {measures.map((each) => (
                <option key={each} value={each} />
              ))}
            </datalist>
          </>
        )}
      </Field>
      <Segmented
        label={t`Which way is good`}
        value={goodDirection}
        options={directions.map((value) => ({ value, label: words[value] }))}
        onChange={setGoodDirection}
      />
      <div className={styles.deeds}>
        <Button size="small" variant="primary" onClick={use}>
          <Trans>Use this metric</Trans>
        </Button>
        <Button size="small" variant="plain" onClick={onCancel}>
          <Trans>Cancel</Trans>
        </Button>
      </div>
    </div>
  );
}
