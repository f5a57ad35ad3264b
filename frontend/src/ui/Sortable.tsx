import { GripVertical } from "lucide-react";
import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { classes } from "./classes";
import { IconButton } from "./IconButton";
import { announce } from "./messages";
import styles from "./Sortable.module.css";
import { sizes } from "./tokens";

type Item = {
  /** What it is drawn under; the same as long as it is there. */
  readonly key: string;
  readonly name: string;
};

type Props<Each extends Item> = {
  label: string;
  items: readonly Each[];
  /** Nothing is moved: there are no handles. */
  isLocked?: boolean;
  /** The new order, by key. */
  onOrder: (keys: readonly string[]) => void;
  /** What the handle is called, and what is said when something has moved. */
  words: {
    readonly handle: (name: string) => string;
    readonly moved: (name: string, place: number, of: number) => string;
  };
  className?: string;
  /** One item; `handle` is null when it cannot be moved. */
  children: (item: Each, handle: ReactNode) => ReactNode;
};

type Drag = { readonly key: string; readonly startY: number; readonly offset: number; readonly to: number };

function movedTo<Each>(all: readonly Each[], from: number, to: number): Each[] {
  const rest = all.filter((_, index) => index !== from);
  const moved = all[from];
  return moved === undefined ? rest : [...rest.slice(0, to), moved, ...rest.slice(to)];
}

/** How close to the window's edge a dragged item makes the page scroll, and how far at once, in pixels. */
const edge = 48;
const stride = 12;

/** A list whose items are put in order by dragging their handles, or on a handle with Alt and an arrow key. */
export function Sortable<Each extends Item>({
  label,
  items,
  isLocked = false,
  onOrder,
  words,
  className,
  children,
}: Props<Each>) {
  const list = useRef<HTMLUListElement>(null);
  const handles = useRef(new Map<string, HTMLButtonElement>());
  const [refocused, setRefocused] = useState<string | null>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const keys = items.map((item) => item.key);

  useLayoutEffect(() => {
    // An element that is moved in the page loses the focus.
    if (refocused === null) return;
    handles.current.get(refocused)?.focus();
    setRefocused(null);
  }, [refocused]);

  const move = (key: string, to: number) => {
    const from = keys.indexOf(key);
    const place = Math.max(0, Math.min(keys.length - 1, to));
    const name = items[from]?.name ?? "";
    if (place === from) return;
    onOrder(movedTo(keys, from, place));
    setRefocused(key);
    announce(words.moved(name, place + 1, keys.length));
  };

  const onKeyDown = (event: KeyboardEvent, key: string) => {
    if (event.key === "Escape" && drag) setDrag(null);
    if (!event.altKey) return;
    const from = keys.indexOf(key);
    const to = { ArrowUp: from - 1, ArrowDown: from + 1, Home: 0, End: keys.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    move(key, to);
  };

  /** Where an item would come if it were let go at this height. */
  const placeAt = (y: number, key: string): number => {
    const boxes = [...(list.current?.children ?? [])].map((child) => child.getBoundingClientRect());
    const others = boxes.filter((_, index) => keys[index] !== key);
    const below = others.findIndex((box) => y < box.top + box.height / 2);
    return below === -1 ? others.length : below;
  };

  const onPointerDown = (event: PointerEvent<HTMLButtonElement>, key: string) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setDrag({ key, startY: event.clientY + window.scrollY, offset: 0, to: keys.indexOf(key) });
  };
  const onPointerMove = (event: PointerEvent) => {
    if (!drag) return;
    if (event.clientY < edge) window.scrollBy(0, -stride);
    if (event.clientY > window.innerHeight - edge) window.scrollBy(0, stride);
    const offset = event.clientY + window.scrollY - drag.startY;
    setDrag({ ...drag, offset, to: placeAt(event.clientY, drag.key) });
  };
  const onPointerUp = () => {
    if (drag) move(drag.key, drag.to);
    setDrag(null);
  };

  const from = drag ? keys.indexOf(drag.key) : -1;
  /** The line before which it would come, drawn at the item that stands there. */
  const lineAt = drag && drag.to !== from ? (drag.to > from ? drag.to + 1 : drag.to) : -1;
  return (
    <ul ref={list} className={classes(styles.list, className)} aria-label={label}>
      {items.map((item, index) => {
        const isDragged = drag?.key === item.key;
        return (
          <li
            key={item.key}
            className={classes(
              styles.item,
              isDragged && styles.isDragged,
              lineAt === index && styles.isBefore,
              lineAt === items.length && index === items.length - 1 && styles.isAfter,
            )}
            style={isDragged ? { transform: `translateY(${drag.offset}px)` } : undefined}
          >
            {children(
              item,
              isLocked || items.length < 2 ? null : (
                <IconButton
                  ref={(element) => {
                    if (element) handles.current.set(item.key, element);
                    else handles.current.delete(item.key);
                  }}
                  className={styles.handle}
                  label={words.handle(item.name)}
                  aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
                  onKeyDown={(event) => onKeyDown(event, item.key)}
                  onPointerDown={(event) => onPointerDown(event, item.key)}
                  onPointerMove={onPointerMove}
                  onPointerUp={onPointerUp}
                  onPointerCancel={() => setDrag(null)}
                >
                  <GripVertical size={sizes.icon} aria-hidden="true" />
                </IconButton>
              ),
            )}
          </li>
        );
      })}
    </ul>
  );
}
