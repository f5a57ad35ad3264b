import type { CSSProperties } from "react";
import { colours } from "../../ui/tokens";

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The light mode's colours as the style of one element: paper is white, whatever mode the screen is in. */
export const paperColours: CSSProperties = Object.fromEntries(
  Object.entries(colours.light).map(([name, value]) => [`--colour-${kebab(name)}`, value]),
);
