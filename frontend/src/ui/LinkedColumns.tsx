import { type ReactNode, useCallback, useLayoutEffect, useRef, useState } from "react";
import { classes } from "./classes";
import styles from "./LinkedColumns.module.css";

type Item = { readonly id: string; readonly isProposed?: boolean };
type LinkBetween = { readonly from: string; readonly to: string; readonly isDotted: boolean };
type Curve = LinkBetween & { readonly path: string };

type Props<Node extends Item> = {
  label: string;
  /** Left to right. */
  columns: readonly (readonly Node[])[];
  /** From a card on the left to one further right. */
  links: readonly LinkBetween[];
  children: (node: Node) => ReactNode;
};

/** From the right edge of one card to the left edge of another, leaving and arriving level. */
function curveBetween(from: DOMRect, to: DOMRect, origin: DOMRect): string {
  const startX = from.right - origin.left;
  const startY = from.top + from.height / 2 - origin.top;
  const endX = to.left - origin.left;
  const endY = to.top + to.height / 2 - origin.top;
  const middle = endX - Math.min(endX - startX, 56) / 2;
  return `M${startX} ${startY} H${Math.max(startX, 2 * middle - endX)} C${middle} ${startY} ${middle} ${endY} ${endX} ${endY}`;
}

/** Cards in columns with curves between them; on a phone the columns stand under one another, without curves. */
export function LinkedColumns<Node extends Item>({ label, columns, links, children }: Props<Node>) {
  const frame = useRef<HTMLDivElement>(null);
  const cards = useRef(new Map<string, HTMLElement>());
  const [curves, setCurves] = useState<readonly Curve[]>([]);
  const [active, setActive] = useState<string | null>(null);

  const measure = useCallback(() => {
    const origin = frame.current?.getBoundingClientRect();
    if (!origin) return;
    setCurves(
      links.flatMap((link) => {
        const from = cards.current.get(link.from)?.getBoundingClientRect();
        const to = cards.current.get(link.to)?.getBoundingClientRect();
        // Stacked columns have no room for a curve.
        if (!from || !to || to.left < from.right) return [];
        return [{ ...link, path: curveBetween(from, to, origin) }];
      }),
    );
  }, [links]);

  useLayoutEffect(() => {
    measure();
    const observer = new ResizeObserver(measure);
    if (frame.current) observer.observe(frame.current);
    return () => observer.disconnect();
  }, [measure]);

  const linked = new Set(
    active
      ? links.filter(({ from, to }) => from === active || to === active).flatMap(({ from, to }) => [from, to])
      : [],
  );
  return (
    <div
      ref={frame}
      className={styles.frame}
      style={{ gridTemplateColumns: `repeat(${columns.length}, minmax(0, 1fr))` }}
    >
      <svg className={styles.curves} aria-hidden="true">
        {curves.map((curve) => (
          <path
            key={`${curve.from} ${curve.to}`}
            d={curve.path}
            className={classes(
              styles.curve,
              curve.isDotted && styles.dotted,
              active !== null && curve.from !== active && curve.to !== active && styles.faint,
            )}
          />
        ))}
      </svg>
      {columns.map((column, place) => (
        <ul
          key={column[0]?.id ?? place}
          className={styles.column}
          aria-label={place === 0 ? label : undefined}
        >
          {column.map((node) => (
            <li
              key={node.id}
              ref={(card) => {
                if (card) cards.current.set(node.id, card);
                else cards.current.delete(node.id);
              }}
              className={classes(
                styles.card,
                node.isProposed && styles.proposed,
                linked.has(node.id) && styles.linked,
              )}
              onPointerEnter={() => setActive(node.id)}
              onPointerLeave={() => setActive(null)}
              onFocus={() => setActive(node.id)}
              onBlur={() => setActive(null)}
            >
              {children(node)}
            </li>
          ))}
        </ul>
      ))}
    </div>
  );
}
