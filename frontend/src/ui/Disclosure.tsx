import { Popover } from "@mantine/core";
import { type ReactNode, useId } from "react";
import styles from "./Disclosure.module.css";
import { sizes } from "./tokens";

type Props = {
  label: string;
  /** What is always there, and opens the rest. */
  shown: ReactNode;
  children: ReactNode;
  className?: string;
  isOpen?: boolean;
  onOpen?: (isOpen: boolean) => void;
};

/** Words that open a small card with more about them. */
export function Disclosure({ label, shown, children, className, isOpen, onOpen }: Props) {
  const id = useId();
  return (
    <Popover
      position="bottom"
      shadow="md"
      width={sizes.popover}
      withinPortal
      trapFocus
      returnFocus
      opened={isOpen}
      onChange={onOpen}
    >
      <Popover.Target>
        <button
          type="button"
          className={className ?? styles.words}
          onClick={onOpen ? () => onOpen(!isOpen) : undefined}
        >
          {shown}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-labelledby={id} className={styles.card}>
        <p id={id} className={styles.label} tabIndex={-1} data-autofocus>
          {label}
        </p>
        {children}
      </Popover.Dropdown>
    </Popover>
  );
}
