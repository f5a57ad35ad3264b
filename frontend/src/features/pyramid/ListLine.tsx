import { useLingui } from "@lingui/react/macro";
import { ChevronRight } from "lucide-react";
import { graphql, useFragment } from "react-relay/hooks";
import type { ListLine_keyResult$key } from "../../__generated__/ListLine_keyResult.graphql";
import type { useWay_keyResult$key } from "../../__generated__/useWay_keyResult.graphql";
import { useLocale } from "../../lib/locale";
import { formatShare, formatValue } from "../../lib/numbers";
import { classes } from "../../ui/classes";
import { StateMark } from "../../ui/StateMark";
import { sizes } from "../../ui/tokens";
import { type ProgressState, shapeOf, useStateWords } from "../key_results/states";
import { useWay } from "../key_results/useWay";
import type { ListRow } from "./listRows";
import type { Overlay } from "./overlays/overlay";
import styles from "./UnitList.module.css";
import { useToneWords } from "./useTones";
import "./texts";

type Props = {
  row: ListRow;
  rowIndex: number;
  top: number;
  height: number;
  overlay: Overlay | null;
  isActive: boolean;
  keyResult: ListLine_keyResult$key | null;
  onFocus: () => void;
  onToggle: () => void;
  onShow: () => void;
};

type Cells = {
  title: string;
  about: string | null;
  own: number | null;
  support: number | null;
  state: ProgressState | null;
  confidence: number | null;
  link: string | null;
  way: useWay_keyResult$key | null;
};

function useCells(row: ListRow, keyResult: ListLine_keyResult$key | null): Cells {
  const { t } = useLingui();
  const toneWords = useToneWords();
  const data = useFragment(
    graphql`
      fragment ListLine_keyResult on KeyResult {
        title
        progress
        support
        state
        confidence
        ...useWay_keyResult
      }
    `,
    keyResult,
  );
  switch (row.kind) {
    case "unit":
      return {
        title: row.branch.name,
        about: row.branch.objectiveCount === 0 ? t`no objectives` : null,
        own: null,
        support: null,
        state: null,
        confidence: null,
        link: null,
        way: null,
      };
    case "objective":
      return {
        title: row.objective.title,
        about: null,
        own: row.objective.ownResult,
        support: row.objective.support,
        state: row.objective.state,
        confidence: row.objective.confidence,
        link: toneWords[row.objective.link],
        way: null,
      };
    case "keyResult":
      return {
        title: data?.title ?? "",
        about: null,
        own: data?.progress ?? null,
        support: data?.support ?? null,
        state: data?.state ?? null,
        confidence: data?.confidence ?? null,
        link: null,
        way: data ?? null,
      };
  }
}

/** One row of the list: a unit, an objective or a key result, each a step further in. */
export function ListLine({
  row,
  rowIndex,
  top,
  height,
  overlay,
  isActive,
  keyResult,
  onFocus,
  onToggle,
  onShow,
}: Props) {
  const locale = useLocale();
  const wordFor = useStateWords();
  const cells = useCells(row, keyResult);
  const isOpen = row.kind === "keyResult" ? null : row.isOpen;
  const ends = row.kind === "objective" ? overlay?.endsOf.get(row.id) : undefined;
  const share = (value: number | null) => (value === null ? "" : formatShare(value, locale));
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the grid's.
    <div
      role="row"
      data-row={row.id}
      tabIndex={isActive ? 0 : -1}
      aria-rowindex={rowIndex}
      aria-level={row.level}
      aria-posinset={row.place}
      aria-setsize={row.of}
      aria-expanded={isOpen ?? undefined}
      className={classes(styles.row, styles[row.kind])}
      style={{ top, height, "--level": row.level - 1 } as React.CSSProperties}
      onFocus={onFocus}
      onClick={onShow}
    >
      <span role="gridcell" className={styles.title}>
        {isOpen === null ? (
          <span className={styles.fold} />
        ) : (
          // biome-ignore lint/a11y/noStaticElementInteractions: a help for the mouse; the row says whether it is open.
          // biome-ignore lint/a11y/useKeyWithClickEvents: the arrow keys of the grid do the same.
          <span
            className={classes(styles.fold, isOpen && styles.open)}
            onClick={(event) => {
              event.stopPropagation();
              onToggle();
            }}
          >
            <ChevronRight size={sizes.icon} aria-hidden="true" />
          </span>
        )}
        <span className={styles.words} title={cells.title}>
          {cells.title}
          {cells.way && <Way keyResult={cells.way} />}
          {cells.about && <span className={styles.about}> · {cells.about}</span>}
          {overlay && ends && <overlay.Line ends={ends} />}
        </span>
      </span>
      <span role="gridcell" className={styles.figure}>
        {share(cells.own)}
      </span>
      <span role="gridcell" className={styles.figure}>
        {share(cells.support)}
      </span>
      <span role="gridcell">
        {cells.state && <StateMark state={shapeOf(cells.state)} word={wordFor(cells.state)} />}
      </span>
      <span role="gridcell" className={styles.figure}>
        {cells.confidence === null ? "" : formatValue(Math.round(cells.confidence * 10) / 10, locale)}
      </span>
      <span role="gridcell" className={styles.link}>
        {cells.link}
      </span>
    </div>
  );
}

function Way({ keyResult }: { keyResult: useWay_keyResult$key }) {
  return <span className={styles.about}> {useWay(keyResult)}</span>;
}
