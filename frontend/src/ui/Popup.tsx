import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { classes } from "./classes";
import styles from "./Popup.module.css";
import { spaces } from "./tokens";

type Props = {
  id: string;
  /** What it opens beside, and what gets the focus back. */
  anchor: RefObject<HTMLElement | null>;
  align?: "start" | "end";
  className?: string;
  role?: "dialog" | "menu";
  "aria-labelledby"?: string;
  "aria-label"?: string;
  onClose: () => void;
  onKeyDown?: (event: React.KeyboardEvent) => void;
  children: ReactNode;
};

const gap = spaces[0];
const edge = spaces[1];

/** Below its anchor if there is room, above it if not, and never out of the window. */
function place(popup: HTMLElement, anchor: HTMLElement, align: "start" | "end"): void {
  const at = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = popup;
  const wanted = align === "end" ? at.right - width : at.left;
  const left = Math.max(edge, Math.min(wanted, window.innerWidth - width - edge));
  const isAbove = at.bottom + gap + height > window.innerHeight && at.top - gap - height > 0;
  const top = isAbove ? at.top - gap - height : Math.min(at.bottom + gap, window.innerHeight - height - edge);
  popup.style.left = `${left}px`;
  popup.style.top = `${Math.max(edge, top)}px`;
}

/** A small card above the page: the browser's own popover, which closes on Escape and on a press elsewhere. */
export function Popup({ id, anchor, align = "start", className, onClose, children, ...rest }: Props) {
  const popup = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useLayoutEffect(() => {
    const element = popup.current;
    if (!element) return;
    element.showPopover();
    const adjust = () => {
      if (anchor.current) place(element, anchor.current, align);
    };
    adjust();
    const first = element.querySelector<HTMLElement>("[data-autofocus]") ?? element;
    first.focus();
    const onToggle = (event: Event) => {
      if ((event as ToggleEvent).newState === "closed") close.current();
    };
    // Its size changes when what was fetched arrives.
    const observer = new ResizeObserver(adjust);
    observer.observe(element);
    window.addEventListener("scroll", adjust, { passive: true, capture: true });
    element.addEventListener("toggle", onToggle);
    return () => {
      observer.disconnect();
      window.removeEventListener("scroll", adjust, { capture: true });
      element.removeEventListener("toggle", onToggle);
      // A press elsewhere has moved the focus already; only a focus that would be lost goes back.
      if (element.contains(document.activeElement)) anchor.current?.focus();
    };
  }, [anchor, align]);
  return (
    <div
      {...rest}
      ref={popup}
      id={id}
      popover="auto"
      tabIndex={-1}
      className={classes(styles.popup, className)}
    >
      {children}
    </div>
  );
}
