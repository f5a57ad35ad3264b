import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import "./texts";
import { dropDraft, keepDraft, readDraft } from "../../../lib/drafts";
import { useLocale } from "../../../lib/locale";
import { formatValue, parseDecimal } from "../../../lib/numbers";
import { classes } from "../../../ui/classes";
import { inputClass } from "../../../ui/Field";
import styles from "./NumberInput.module.css";

type Wiring = { id: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined };

type Props = {
  wiring: Wiring;
  /** Where no label stands beside it. */
  label?: string;
  value: number | null;
  /** Called with each text that is a number, and with null when nothing stands there any more. */
  onChange: (value: number | null) => void;
  onFocus?: () => void;
  onBlur?: () => void;
  /** What the number is counted in; stands behind it. */
  measure?: string;
  placeholder?: string;
  /** Where a text that is no number is kept over a reload. */
  keepAs?: string;
  onWrong?: (isWrong: boolean) => void;
};

/** A number as people of the locale write it. What is no number yet stays as it was typed, and is not passed on. */
export function NumberInput({ wiring, value, onChange, keepAs, measure, ...rest }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const [text, setText] = useState<string | null>(() =>
    keepAs ? (readDraft<{ text: string }>(keepAs).text ?? null) : null,
  );
  const written = value === null ? "" : formatValue(value, locale);
  const isNumber = (typed: string) => typed.trim() === "" || parseDecimal(typed, locale) !== null;
  const isWrong = text !== null && !isNumber(text);

  const change = (typed: string) => {
    setText(typed);
    rest.onWrong?.(!isNumber(typed));
    if (isNumber(typed)) {
      if (keepAs) dropDraft(keepAs);
      onChange(parseDecimal(typed, locale));
    } else if (keepAs) keepDraft(keepAs, { text: typed });
  };
  const blur = () => {
    if (!isWrong) setText(null);
    rest.onBlur?.();
  };
  return (
    <span className={styles.number}>
      <input
        {...wiring}
        aria-label={rest.label}
        className={classes(inputClass, styles.input)}
        inputMode="decimal"
        autoComplete="off"
        placeholder={rest.placeholder}
        aria-invalid={isWrong || wiring["aria-invalid"] || undefined}
        title={isWrong ? t`That is not a number.` : undefined}
        value={text ?? written}
        onFocus={() => {
          setText((before) => before ?? written);
          rest.onFocus?.();
        }}
        onBlur={blur}
        onChange={(event) => change(event.target.value)}
      />
      {measure && (
        <span className={styles.measure} aria-hidden="true">
          {measure}
        </span>
      )}
      {isWrong && (
        <span className={styles.wrong} role="alert">
          {t`That is not a number.`}
        </span>
      )}
    </span>
  );
}
