import { useLingui } from "@lingui/react/macro";
import { ChevronRight } from "lucide-react";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { useLocale } from "../../../lib/locale";
import { classes } from "../../../ui/classes";
import { inputClass } from "../../../ui/Field";
import { sizes } from "../../../ui/tokens";
import { above, openAtFirst, type Row, treeRows, type UnitOfDay } from "./treeOfDay";
import styles from "./UnitGrid.module.css";
import { useLevelWords } from "./useLevelWords";
import "./texts";

type Props = {
  units: readonly UnitOfDay[];
  /** The levels whose units have OKRs of their own. */
  levels: readonly string[];
  chosen: string | null;
  onChoose: (unitId: string) => void;
};

/** The tree as rows: arrow keys walk and fold, Enter tells about a unit. */
export function UnitGrid({ units, levels, chosen, onChoose }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const levelWords = useLevelWords();
  const grid = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(
    () => new Set([...openAtFirst(units), ...(chosen ? above(units, chosen) : [])]),
  );
  const [wanted, setWanted] = useState("");
  const [active, setActive] = useState(chosen);
  const rows = useMemo(() => treeRows(units, open, locale, wanted), [units, open, locale, wanted]);
  const place = Math.max(
    0,
    rows.findIndex((row) => row.id === active),
  );
  const toggle = (id: string) =>
    setOpen((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  const goTo = (to: number) => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, to))];
    if (!row) return;
    setActive(row.id);
    grid.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(row.id)}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[place];
    if (!row) return;
    const keys: Record<string, () => void> = {
      ArrowDown: () => goTo(place + 1),
      ArrowUp: () => goTo(place - 1),
      Home: () => goTo(0),
      End: () => goTo(rows.length - 1),
      ArrowRight: () => (row.isOpen === false ? toggle(row.id) : goTo(place + (row.isOpen ? 1 : 0))),
      ArrowLeft: () =>
        row.isOpen ? toggle(row.id) : goTo(rows.findIndex((candidate) => candidate.id === row.parentId)),
      Enter: () => onChoose(row.id),
      " ": () => onChoose(row.id),
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  return (
    <div className={styles.units}>
      <input
        type="search"
        className={inputClass}
        aria-label={t`Find a unit by its name`}
        placeholder={t`Find a unit by its name`}
        value={wanted}
        onChange={(event) => setWanted(event.target.value)}
      />
      <div
        ref={grid}
        role="treegrid"
        aria-label={t`Units`}
        aria-rowcount={rows.length + 1}
        tabIndex={-1}
        className={styles.grid}
        onKeyDown={onKeyDown}
      >
        <div role="row" aria-rowindex={1} className={styles.head}>
          <span role="columnheader">{t`Unit`}</span>
          <span role="columnheader">{t`Level`}</span>
        </div>
        {rows.map((row, index) => (
          <Line
            key={row.id}
            row={row}
            rowIndex={index + 2}
            level={levelWords[row.kind]}
            note={levels.includes(row.kind) ? null : t`no OKRs of its own`}
            isActive={index === place}
            isChosen={row.id === chosen}
            onToggle={() => toggle(row.id)}
            onChoose={() => {
              setActive(row.id);
              onChoose(row.id);
            }}
          />
        ))}
      </div>
      {rows.length === 0 && <p className={styles.none}>{t`No unit is called that on this day.`}</p>}
    </div>
  );
}

type LineProps = {
  row: Row;
  rowIndex: number;
  level: string;
  note: string | null;
  isActive: boolean;
  isChosen: boolean;
  onToggle: () => void;
  onChoose: () => void;
};

function Line({ row, rowIndex, level, note, isActive, isChosen, onToggle, onChoose }: LineProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid takes the keys of all its rows.
    <div
      role="row"
      aria-level={row.depth + 1}
      aria-expanded={row.isOpen ?? undefined}
      aria-rowindex={rowIndex}
      aria-selected={isChosen}
      data-row={row.id}
      tabIndex={isActive ? 0 : -1}
      className={classes(styles.row, isChosen && styles.chosen)}
      style={{ "--depth": row.depth } as React.CSSProperties}
      onClick={onChoose}
    >
      <span role="gridcell" className={styles.name}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: a help for the mouse; the row says whether it is open. */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the arrow keys of the grid do the same. */}
        <span
          className={classes(styles.fold, row.isOpen === true && styles.open)}
          onClick={(event) => {
            if (row.isOpen === null) return;
            event.stopPropagation();
            onToggle();
          }}
        >
          {row.isOpen !== null && <ChevronRight size={sizes.icon} aria-hidden="true" />}
        </span>
        {row.name}
      </span>
      <span role="gridcell" className={styles.level}>
        {level}
        {note && <span className={styles.note}> · {note}</span>}
      </span>
    </div>
  );
}
