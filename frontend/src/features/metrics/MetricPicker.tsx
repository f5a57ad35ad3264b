import { Trans, useLingui } from "@lingui/react/macro";
import { type FocusEvent, type KeyboardEvent, useId, useRef, useState } from "react";
import "./texts";
import { classes } from "../../ui/classes";
import { inputClass } from "../../ui/Field";
import { MetricOption } from "./MetricOption";
import styles from "./MetricPicker.module.css";
import { type ChosenMetric, type FoundMetric, isAmong, likeliest } from "./metrics";
import { NewMetric } from "./NewMetric";
import { useMetricSuggestions } from "./useMetricSuggestions";

type Props = {
  /** Of the input, for a label that stands elsewhere. */
  id: string;
  label?: string;
  describedBy?: string | undefined;
  placeholder?: string;
  /** Whose metrics come first. */
  unitId: string;
  /** In which cycle it is told who uses a metric already. */
  cycleId: string | null;
  value: ChosenMetric | null;
  onChoose: (metric: ChosenMetric | null) => void;
  isInvalid?: boolean;
};

/**
 * A field that finds what is measured already while one types, and makes something new where nothing fits: two units
 * that measure the same by one metric see that they do.
 */
export function MetricPicker(props: Props) {
  const { t } = useLingui();
  const own = useId();
  const input = useRef<HTMLInputElement>(null);
  // Null while nothing is typed: then the field shows what was chosen.
  const [text, setText] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [isNew, setNew] = useState(false);
  // Null until the arrow keys have chosen another one than the likeliest.
  const [active, setActive] = useState<number | null>(null);
  const {
    metrics,
    text: foundFor,
    hasFailed,
  } = useMetricSuggestions(props.unitId, props.cycleId, isOpen ? (text ?? "") : null);
  const wanted = text?.trim() ?? "";
  const mayMake = wanted !== "" && foundFor !== null && !isAmong(metrics, wanted);
  const count = metrics.length + (mayMake ? 1 : 0);
  const place = Math.min(active ?? likeliest(metrics, wanted, mayMake), count - 1);
  const optionId = (index: number) => `${own}-${index}`;
  const list = `${own}-list`;

  const close = () => {
    setOpen(false);
    setNew(false);
    setText(null);
    setActive(null);
  };
  const choose = (metric: ChosenMetric | null) => {
    props.onChoose(metric);
    close();
    input.current?.focus();
  };
  const take = (index: number) => {
    const metric = metrics[index];
    if (metric) choose(plain(metric));
    else if (mayMake) setNew(true);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen) setOpen(true);
      else if (count > 0) setActive((place + (event.key === "ArrowDown" ? 1 : count - 1)) % count);
    } else if (event.key === "Enter" && isOpen && (text !== null || active !== null) && count > 0) {
      event.preventDefault();
      event.stopPropagation();
      take(place);
    } else if (event.key === "Backspace" && text === null && props.value) {
      setText("");
      setOpen(true);
    }
  };
  /** Leaving the field with nothing in it takes the metric away; with words in it, what was chosen stays. */
  const onBlur = (event: FocusEvent<HTMLElement>) => {
    if (event.currentTarget.contains(event.relatedTarget)) return;
    if (text === "" && props.value) props.onChoose(null);
    close();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears that the focus has left its field.
    <div className={styles.picker} onBlur={onBlur}>
      <input
        ref={input}
        id={props.id}
        role="combobox"
        className={inputClass}
        aria-label={props.label}
        aria-describedby={props.describedBy}
        aria-invalid={props.isInvalid || undefined}
        aria-expanded={isOpen && !isNew && count > 0}
        aria-controls={list}
        aria-activedescendant={isOpen && !isNew && count > 0 ? optionId(place) : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        placeholder={props.placeholder}
        value={text ?? props.value?.name ?? ""}
        onFocus={(event) => event.currentTarget.select()}
        onClick={() => setOpen(true)}
        onChange={(event) => {
          setText(event.target.value);
          setActive(null);
          setNew(false);
          setOpen(true);
        }}
        onKeyDown={onKeyDown}
      />
      <div className={styles.popup} hidden={!isOpen}>
        {isNew ? (
          <NewMetric
            name={wanted}
            onUse={choose}
            onCancel={() => {
              setNew(false);
              input.current?.focus();
            }}
          />
        ) : (
          <div id={list} role="listbox" aria-label={t`Metrics`}>
            {metrics.map((metric, index) => (
              <Option
                key={metric.id}
                id={optionId(index)}
                isActive={index === place}
                onTake={() => take(index)}
              >
                <MetricOption metric={metric} isOwn={metric.ownerId === props.unitId} />
              </Option>
            ))}
            {mayMake && (
              <Option
                id={optionId(metrics.length)}
                isActive={place === metrics.length}
                onTake={() => take(metrics.length)}
              >
                <span className={styles.make}>
                  <Trans>New metric “{wanted}” …</Trans>
                </span>
              </Option>
            )}
          </div>
        )}
        <p className={styles.state} role="status">
          {isOpen && hasFailed && <Trans>The search failed. Change a letter to try again.</Trans>}
          {isOpen && foundFor === "" && metrics.length === 0 && !hasFailed && (
            <Trans>Nothing is measured yet. Type a name to make a metric.</Trans>
          )}
        </p>
      </div>
    </div>
  );
}

function plain({ id, name, measure, goodDirection }: FoundMetric): ChosenMetric {
  return { id, name, measure, goodDirection };
}

type OptionProps = { id: string; isActive: boolean; onTake: () => void; children: React.ReactNode };

function Option({ id, isActive, onTake, children }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which keeps the focus.
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      className={classes(styles.option, isActive && styles.active)}
      // The press must not take the focus out of the field before it is heard.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onTake}
    >
      {children}
    </div>
  );
}
