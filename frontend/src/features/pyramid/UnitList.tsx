import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useMemo,
  useRef,
  useState,
  useTransition,
} from "react";
import { Button } from "../../ui/Button";
import { durations, sizes } from "../../ui/tokens";
import { ListLine } from "./ListLine";
import { type ListRow, listRows, unitsDownTo } from "./listRows";
import type { PyramidObjective } from "./looks";
import type { Overlay } from "./overlays/overlay";
import type { UnitBranch } from "./pyramidTree";
import styles from "./UnitList.module.css";
import { useKeyResults } from "./useKeyResults";
import "./texts";

type Props = {
  tree: UnitBranch;
  objectives: readonly PyramidObjective[];
  overlay: Overlay | null;
  /** Words beside the tools. */
  children?: ReactNode;
};

const smallTree = 60;

function isOpenable(row: ListRow): row is Exclude<ListRow, { kind: "keyResult" }> & { isOpen: boolean } {
  return row.kind !== "keyResult" && row.isOpen !== null;
}

/** A row with ties has a second line for them. */
function heightOf(row: ListRow | undefined, overlay: Overlay | null): number {
  return row?.kind === "objective" && overlay?.endsOf.has(row.id) ? sizes.touch * 1.4 : sizes.touch;
}

/** The same content as the map, as a tree of rows that the keyboard walks and a reader can say. */
export function UnitList({ tree, objectives, overlay, children }: Props) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const frame = useRef<HTMLDivElement>(null);
  const [isPending, startTransition] = useTransition();
  const [open, setOpen] = useState<ReadonlySet<string>>(
    () => new Set(unitsDownTo(tree, objectives.length <= smallTree ? 9 : 2)),
  );
  const byId = useMemo(() => new Map(objectives.map((objective) => [objective.id, objective])), [objectives]);
  const unfolded = useMemo(() => [...open].filter((id) => byId.has(id)), [open, byId]);
  const keyResults = useKeyResults(unfolded);
  const rows = useMemo(
    () => listRows(tree, byId, open, new Map([...keyResults].map(([id, lines]) => [id, [...lines.keys()]]))),
    [tree, byId, open, keyResults],
  );
  const [activeId, setActiveId] = useState(tree.id);
  const [hasKeys, setHasKeys] = useState(false);
  const activePlace = Math.max(
    0,
    rows.findIndex((row) => row.id === activeId),
  );
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: (index) => heightOf(rows[index], overlay),
    overscan: 12,
    getItemKey: (index) => rows[index]?.id ?? index,
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: with other lines the rows have other heights.
  useEffect(() => virtual.measure(), [virtual, overlay]);

  // Only after a key: the focus follows the row that the keyboard is on, once it is drawn.
  useEffect(() => {
    if (!hasKeys) return;
    virtual.scrollToIndex(activePlace);
    const timer = setTimeout(() => {
      frame.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(activeId)}"]`)?.focus();
    }, durations.frame);
    return () => clearTimeout(timer);
  }, [hasKeys, activeId, activePlace, virtual]);

  const toggle = (id: string) =>
    startTransition(() =>
      setOpen((before) => {
        const after = new Set(before);
        if (!after.delete(id)) after.add(id);
        return after;
      }),
    );
  const show = (row: ListRow) => {
    if (row.kind === "unit") {
      void navigate({ to: "/contribution", search: (before) => ({ cycle: before.cycle, unit: row.id }) });
      return;
    }
    const objectiveId = row.kind === "objective" ? row.id : row.objectiveId;
    const hash = row.kind === "keyResult" ? row.id : undefined;
    void navigate({ to: "/objectives/$objectiveId", params: { objectiveId }, hash });
  };
  const goTo = (place: number) => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, place))];
    if (!row) return;
    setHasKeys(true);
    setActiveId(row.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[activePlace];
    if (!row) return;
    const keys: Record<string, () => void> = {
      ArrowDown: () => goTo(activePlace + 1),
      ArrowUp: () => goTo(activePlace - 1),
      PageDown: () => goTo(activePlace + 10),
      PageUp: () => goTo(activePlace - 10),
      Home: () => goTo(0),
      End: () => goTo(rows.length - 1),
      ArrowRight: () => {
        if (isOpenable(row) && !row.isOpen) toggle(row.id);
        else if (rows[activePlace + 1]?.parentId === row.id) goTo(activePlace + 1);
      },
      ArrowLeft: () => {
        if (isOpenable(row) && row.isOpen) toggle(row.id);
        else goTo(rows.findIndex((candidate) => candidate.id === row.parentId));
      },
      Enter: () => show(row),
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  return (
    <div className={styles.list}>
      <div className={styles.tools}>
        <div className={styles.beside}>{children}</div>
        <Button
          size="small"
          variant="plain"
          onClick={() => startTransition(() => setOpen(new Set(unitsDownTo(tree, 99))))}
        >
          <Trans>Unfold all units</Trans>
        </Button>
        <Button size="small" variant="plain" onClick={() => setOpen(new Set(unitsDownTo(tree, 1)))}>
          <Trans>Fold</Trans>
        </Button>
      </div>
      <div
        role="treegrid"
        tabIndex={-1}
        aria-label={t`All units with their objectives and key results`}
        aria-rowcount={rows.length + 1}
        aria-busy={isPending}
        className={styles.grid}
        onKeyDown={onKeyDown}
      >
        <div role="row" aria-rowindex={1} className={styles.head}>
          <span role="columnheader">{t`Unit, objective, key result`}</span>
          <span role="columnheader">{t`Own result`}</span>
          <span role="columnheader">{t`Support`}</span>
          <span role="columnheader">{t`State`}</span>
          <span role="columnheader">{t`Confidence`}</span>
          <span role="columnheader">{t`Contribution`}</span>
        </div>
        <div ref={frame} role="rowgroup" className={styles.rows}>
          <div role="presentation" style={{ height: virtual.getTotalSize(), position: "relative" }}>
            {virtual.getVirtualItems().map((item) => {
              const row = rows[item.index];
              if (!row) return null;
              return (
                <ListLine
                  key={row.id}
                  row={row}
                  rowIndex={item.index + 2}
                  top={item.start}
                  height={item.size}
                  overlay={overlay}
                  isActive={item.index === activePlace}
                  keyResult={
                    row.kind === "keyResult" ? (keyResults.get(row.objectiveId)?.get(row.id) ?? null) : null
                  }
                  onFocus={() => setActiveId(row.id)}
                  onToggle={() => toggle(row.id)}
                  onShow={() => show(row)}
                />
              );
            })}
          </div>
        </div>
      </div>
    </div>
  );
}
