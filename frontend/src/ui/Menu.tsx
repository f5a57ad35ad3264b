import { Check } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import { classes } from "./classes";
import styles from "./Menu.module.css";
import { Popup } from "./Popup";
import { sizes } from "./tokens";

export type MenuItem = {
  readonly id: string;
  readonly label: string;
  /** A second, quieter line. */
  readonly about?: string;
  readonly icon?: ReactNode;
  readonly lang?: string;
  /** For one of several that exclude each other: whether it is the one. */
  readonly isChosen?: boolean;
  readonly onChoose: () => void;
};

export type MenuGroup = { readonly id: string; readonly title?: string; readonly items: readonly MenuItem[] };

type Props = {
  label: string;
  /** What the closed menu shows. */
  shown: ReactNode;
  className?: string;
  align?: "start" | "end";
  /** For a menu that comes because somebody asked for it. */
  isOpenAtFirst?: boolean;
  groups: readonly MenuGroup[];
};

/** Deeds or choices behind a button; arrow keys walk, letters jump, Escape closes. */
export function Menu({ label, shown, className, align = "end", isOpenAtFirst = false, groups }: Props) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const items = groups.flatMap((group) => group.items);
  const chosen = items.find((item) => item.isChosen) ?? items[0];

  const onKeyDown = (event: KeyboardEvent) => {
    const all = [...event.currentTarget.querySelectorAll<HTMLElement>("[role^=menuitem]")];
    const place = all.indexOf(document.activeElement as HTMLElement);
    const last = all.length - 1;
    const byLetter = (letter: string) => {
      const rotated = [...all.slice(place + 1), ...all.slice(0, place + 1)];
      return rotated.find((item) =>
        item.textContent?.toLocaleLowerCase().startsWith(letter.toLocaleLowerCase()),
      );
    };
    const moves: Record<string, () => HTMLElement | undefined> = {
      ArrowDown: () => all[place >= last ? 0 : place + 1],
      ArrowUp: () => all[place <= 0 ? last : place - 1],
      Home: () => all[0],
      End: () => all[last],
    };
    const move = moves[event.key];
    const next = move
      ? move()
      : event.key.length === 1 && event.key !== " "
        ? byLetter(event.key)
        : undefined;
    if (event.key === "Tab") setOpen(false);
    if (!next) return;
    event.preventDefault();
    next.focus();
  };

  return (
    <>
      <button
        ref={button}
        type="button"
        className={classes(styles.button, className)}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {shown}
      </button>
      {isOpen && (
        <Popup
          id={id}
          anchor={button}
          align={align}
          role="menu"
          aria-label={label}
          onClose={() => setOpen(false)}
          onKeyDown={onKeyDown}
        >
          {groups.map((group) => (
            // biome-ignore lint/a11y/useSemanticElements: a menu holds groups, not field sets.
            <div key={group.id} role="group" aria-label={group.title} className={styles.group}>
              {group.title && <p className={styles.title}>{group.title}</p>}
              {group.items.map((item) => (
                // biome-ignore lint/a11y/useAriaPropsSupportedByRole: those that exclude each other are radio items, and say so.
                <button
                  key={item.id}
                  type="button"
                  role={item.isChosen === undefined ? "menuitem" : "menuitemradio"}
                  aria-checked={item.isChosen}
                  tabIndex={-1}
                  lang={item.lang}
                  className={styles.item}
                  data-autofocus={item === chosen || undefined}
                  onClick={() => {
                    setOpen(false);
                    item.onChoose();
                  }}
                >
                  {item.icon}
                  <span className={styles.label}>
                    {item.label}
                    {item.about && <span className={styles.about}>{item.about}</span>}
                  </span>
                  {item.isChosen && <Check size={sizes.icon} aria-hidden="true" />}
                </button>
              ))}
            </div>
          ))}
        </Popup>
      )}
    </>
  );
}
