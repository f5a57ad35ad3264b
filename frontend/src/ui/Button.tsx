import type { ComponentProps } from "react";
import styles from "./Button.module.css";
import { classes } from "./classes";

export type ButtonLook = { variant?: "primary" | "quiet" | "plain"; size?: "normal" | "small" };

/** The look of a button, for links that act as one. */
export function buttonClass({ variant = "quiet", size = "normal" }: ButtonLook = {}): string {
  return classes(styles.button, styles[variant], size === "small" && styles.small);
}

type Props = ComponentProps<"button"> & ButtonLook;

export function Button({ variant, size, className, type = "button", ...button }: Props) {
  return <button {...button} type={type} className={classes(buttonClass({ variant, size }), className)} />;
}
