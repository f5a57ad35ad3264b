import { Trans, useLingui } from "@lingui/react/macro";
import { type KeyboardEvent, useId, useState } from "react";
import type { SearchKind } from "../../__generated__/useHitsQuery.graphql";
import { classes } from "../../ui/classes";
import { inputClass } from "../../ui/Field";
import styles from "./SearchField.module.css";
import { type Hit, useHits } from "./useHits";

/** Something to do rather than to find: a place to go to. */
export type Command = { id: string; title: string; run: () => void };

const nothing = () => "";

type Option = { id: string; about: string; title: string; take: () => void };

type Props = {
  label: string;
  placeholder: string;
  kinds: readonly SearchKind[];
  /** Search within one cycle, or null for what the server takes as current. */
  cycle: string | null;
  exclude?: (hit: Hit) => boolean;
  onChoose: (hit: Hit) => void;
  /** Offered before what is found, where their names fit; all of them while nothing is typed. */
  commands?: readonly Command[];
  /** What was typed before the field was there. */
  typed?: () => string;
};

/** Whether a word of a name begins as the text does. */
function fits(name: string, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  return wanted === "" || ` ${name.toLowerCase()}`.includes(` ${wanted}`);
}

function useKindNames(): Record<Hit["kind"], string> {
  const { t } = useLingui();
  return { UNIT: t`Unit`, MOAL: t`Moal`, OBJECTIVE: t`Objective`, KEY_RESULT: t`Key result` };
}

/** A field with commands and the server's answers beneath it: arrow keys walk through them, Enter takes one. */
export function SearchField(props: Props) {
  const { label, placeholder, kinds, cycle, exclude, onChoose, commands = [], typed = nothing } = props;
  const { t } = useLingui();
  const id = useId();
  const names = useKindNames();
  const [text, setText] = useState(typed);
  const [active, setActive] = useState(0);
  const { hits: found, state } = useHits(text, kinds, cycle);
  const hits = exclude ? found.filter((hit) => !exclude(hit)) : found;
  const options: Option[] = [
    ...commands
      .filter((command) => fits(command.title, text))
      .map(({ id, title, run }) => ({ id, about: t`Go to`, title, take: run })),
    ...hits.map((hit) => ({
      id: hit.id,
      about: hit.unitName ? `${names[hit.kind]} · ${hit.unitName}` : names[hit.kind],
      title: hit.title,
      take: () => onChoose(hit),
    })),
  ];
  const chosen = options[Math.min(active, options.length - 1)];
  const optionId = (option: Option) => `${id}-${option.id}`;

  const choose = (option: Option) => {
    setText("");
    option.take();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (options.length === 0) return;
    const last = options.length - 1;
    const moves: Record<string, number> = {
      ArrowDown: active >= last ? 0 : active + 1,
      ArrowUp: active <= 0 ? last : active - 1,
    };
    const next = moves[event.key];
    if (next !== undefined) {
      event.preventDefault();
      setActive(next);
    } else if (event.key === "Enter" && chosen) {
      event.preventDefault();
      choose(chosen);
    }
  };

  return (
    <div className={styles.search}>
      <input
        role="combobox"
        className={inputClass}
        aria-label={label}
        placeholder={placeholder}
        aria-expanded={options.length > 0}
        aria-controls={`${id}-hits`}
        aria-activedescendant={chosen ? optionId(chosen) : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        data-autofocus
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-hits`} role="listbox" aria-label={t`What was found`} className={styles.hits}>
        {options.map((option) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which keeps the focus.
          <div
            key={option.id}
            id={optionId(option)}
            role="option"
            tabIndex={-1}
            aria-selected={option === chosen}
            className={classes(styles.hit, option === chosen && styles.active)}
            onClick={() => choose(option)}
          >
            <span className={styles.kind}>{option.about}</span>
            <span className={styles.title}>{option.title}</span>
          </div>
        ))}
      </div>
      <p className={styles.state} role="status">
        {state === "done" && options.length === 0 && <Trans>Nothing found for “{text.trim()}”.</Trans>}
        {state === "failed" && <Trans>The search failed. Change a letter to try again.</Trans>}
        {state === "searching" && hits.length === 0 && <Trans>Searching …</Trans>}
      </p>
    </div>
  );
}
