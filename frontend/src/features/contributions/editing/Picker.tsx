import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import { type KeyboardEvent, useId, useState } from "react";
import { classes } from "../../../ui/classes";
import { inputClass } from "../../../ui/Field";
import styles from "./Picker.module.css";

export type Option = {
  readonly id: string;
  readonly title: string;
  /** What it is and whose. */
  readonly about: string;
};
export type Group<Item extends Option> = {
  readonly id: string;
  readonly label: string;
  readonly options: readonly Item[];
};

type Props<Item extends Option> = {
  label: string;
  placeholder: string;
  text: string;
  onText: (text: string) => void;
  groups: readonly Group<Item>[];
  state: "idle" | "searching" | "done" | "failed";
  describedBy?: string;
  isInvalid?: boolean;
  onChoose: (item: Item) => void;
};

/** A field with groups of answers beneath it: arrow keys walk through all of them, Enter takes one. */
export function Picker<Item extends Option>(props: Props<Item>) {
  const { t } = useLingui();
  const id = useId();
  const { text, groups, state } = props;
  const [active, setActive] = useState(0);
  const options = groups.flatMap((group) => group.options);
  const place = Math.min(active, options.length - 1);
  const chosen = options[place];
  const optionId = (option: Option) => `${id}-${option.id}`;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && text !== "") {
      // The first Escape empties the field, the next closes what it stands in.
      event.preventDefault();
      event.stopPropagation();
      props.onText("");
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && options.length > 0) {
      event.preventDefault();
      const next = (place + (event.key === "ArrowDown" ? 1 : options.length - 1)) % options.length;
      setActive(next);
      const option = options[next];
      if (option) document.getElementById(optionId(option))?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter") {
      // Never the form's: what is typed here is not yet chosen. And nothing that was found for fewer letters.
      event.preventDefault();
      if (chosen && state !== "searching") props.onChoose(chosen);
    }
  };
  return (
    <div className={styles.picker}>
      <input
        role="combobox"
        className={inputClass}
        aria-label={props.label}
        aria-describedby={props.describedBy}
        aria-invalid={props.isInvalid || undefined}
        placeholder={props.placeholder}
        aria-expanded={options.length > 0}
        aria-controls={`${id}-options`}
        aria-activedescendant={chosen ? optionId(chosen) : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        data-autofocus
        value={text}
        onChange={(event) => {
          props.onText(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-options`} role="listbox" aria-label={t`What was found`} className={styles.options}>
        {groups
          .filter((group) => group.options.length > 0)
          .map((group) => (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a listbox.
            <div key={group.id} role="group" aria-labelledby={`${id}-${group.id}`}>
              <div id={`${id}-${group.id}`} role="presentation" className={styles.group}>
                {group.label}
              </div>
              {group.options.map((option) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which keeps the focus.
                <div
                  key={option.id}
                  id={optionId(option)}
                  role="option"
                  tabIndex={-1}
                  aria-selected={option === chosen}
                  className={classes(styles.option, option === chosen && styles.active)}
                  onClick={() => props.onChoose(option)}
                >
                  <span className={styles.title}>{option.title}</span>
                  <span className={styles.about}>{option.about}</span>
                </div>
              ))}
            </div>
          ))}
      </div>
      <p className={styles.state} role="status">
        {state === "done" && options.length === 0 && text.trim() !== "" && (
          <Trans>Nothing found for “{text.trim()}”.</Trans>
        )}
        {state === "failed" && <Trans>The search failed. Change a letter to try again.</Trans>}
        {state === "searching" && options.length === 0 && <Trans>Searching …</Trans>}
      </p>
    </div>
  );
}
