import type { ComponentProps } from "react";
import { classes } from "./classes";
import styles from "./IconButton.module.css";

type Props = ComponentProps<"button"> & {
  /** What it does, to those who do not see the icon; shown when the pointer rests on it. */
  label: string;
};

/** A small button that shows an icon alone. */
export function IconButton({ label, className, type = "button", ...button }: Props) {
  return (
    <button
      {...button}
      type={type}
      aria-label={label}
      title={label}
      className={classes(styles.button, className)}
    />
  );
}

/** Its look, for links that show an icon alone. */
export const iconButtonClass: string = styles.button ?? "";
