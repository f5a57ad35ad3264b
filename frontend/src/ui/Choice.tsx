import { Menu } from "@mantine/core";
import { Check } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./Choice.module.css";
import { sizes } from "./tokens";

type Props<Value extends string> = {
  label: string;
  /** What the closed menu shows. */
  shown: ReactNode;
  value: Value;
  options: readonly { value: Value; label: string; lang?: string }[];
  onChoose: (value: Value) => void;
};

/** One of a few, behind a small button. */
export function Choice<Value extends string>({ label, shown, value, options, onChoose }: Props<Value>) {
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <button type="button" className={styles.button} aria-label={label}>
          {shown}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {options.map((option) => (
          <Menu.Item
            key={option.value}
            role="menuitemradio"
            aria-checked={option.value === value}
            lang={option.lang}
            onClick={() => onChoose(option.value)}
            rightSection={option.value === value && <Check size={sizes.icon} aria-hidden="true" />}
          >
            {option.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
