import { Trans, useLingui } from "@lingui/react/macro";
import { type KeyboardEvent, useId, useMemo, useState } from "react";
import { useLocale } from "../../lib/locale";
import { classes } from "../../ui/classes";
import { inputClass } from "../../ui/Field";
import styles from "./UnitTree.module.css";
import { treeLines, type UnitLine } from "./unitTree";

type Props = {
  units: readonly UnitLine[];
  /** The one that is chosen; none before the first choice. */
  currentId: string | null;
  onChoose: (unitId: string) => void;
  /** Of a field that names what is chosen. */
  label?: string;
  hasFirstFocus?: boolean;
};

/** Units as a tree that narrows while one types; arrow keys walk, Enter chooses. */
export function UnitChoice({ units, currentId, onChoose, label, hasFirstFocus }: Props) {
  const { t } = useLingui();
  const id = useId();
  const locale = useLocale();
  const [wanted, setWanted] = useState("");
  const lines = useMemo(() => treeLines(units, locale, wanted), [units, locale, wanted]);
  const [active, setActive] = useState<string | null>(null);
  // What is typed means a unit of that name, not those above it that show where it belongs.
  const needle = wanted.trim().toLocaleLowerCase(locale);
  const isMeant = (line: { id: string; name: string }) =>
    active === null && needle !== ""
      ? line.name.toLocaleLowerCase(locale).includes(needle)
      : line.id === (active ?? currentId);
  const place = Math.max(0, lines.findIndex(isMeant));
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    const line = lines[place];
    if (step !== undefined) {
      event.preventDefault();
      const next = lines[Math.min(lines.length - 1, Math.max(0, place + step))];
      if (!next) return;
      setActive(next.id);
      document.getElementById(`${id}-${next.id}`)?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter" && line) {
      event.preventDefault();
      onChoose(line.id);
    }
  };
  const shown = lines[place];
  return (
    <div className={styles.tree}>
      <input
        role="combobox"
        className={inputClass}
        aria-label={label ?? t`Find a unit`}
        placeholder={t`Find a unit`}
        aria-expanded="true"
        aria-controls={`${id}-units`}
        aria-activedescendant={shown ? `${id}-${shown.id}` : undefined}
        autoComplete="off"
        data-autofocus={hasFirstFocus || undefined}
        value={wanted}
        onChange={(event) => {
          setWanted(event.target.value);
          setActive(null);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-units`} role="listbox" aria-label={t`Units`} className={styles.lines}>
        {lines.map((line) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which keeps the focus.
          <div
            key={line.id}
            id={`${id}-${line.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={line.id === currentId}
            className={classes(styles.line, line === shown && styles.active)}
            style={{ "--depth": line.depth } as React.CSSProperties}
            onClick={() => onChoose(line.id)}
          >
            {line.name}
          </div>
        ))}
      </div>
      {lines.length === 0 && (
        <p className={styles.none}>
          <Trans>No unit is called that.</Trans>
        </p>
      )}
    </div>
  );
}
