import {
  type Colours,
  colours,
  durations,
  fonts,
  lineHeights,
  radii,
  shadow,
  sizes,
  spaces,
  typeSizes,
  weights,
  widths,
} from "./tokens.ts";

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const px = (value: number | string) => (typeof value === "number" ? `${value}px` : value);
const ms = (value: number | string) => `${value}ms`;

type Values = Readonly<Record<string, number | string>>;

function declare(
  prefix: string,
  values: Values,
  write: (value: number | string) => string = String,
): string[] {
  return Object.entries(values).map(([name, value]) => `--${prefix}-${kebab(name)}: ${write(value)};`);
}

function mode(name: "light" | "dark", values: Colours): string {
  return [`color-scheme: ${name};`, `--shadow-floating: ${shadow[name]};`, ...declare("colour", values)].join(
    " ",
  );
}

/**
 * The tokens as a style sheet of variables: `--colour-ink`, `--space-4`, `--text-body` ...
 *
 * It is written when the app is built, so the first paint has its colours; dark follows the system unless
 * the person chose (`data-mode` on the root element).
 */
export function tokenSheet(): string {
  const fixed = [
    ...spaces.map((value, step) => `--space-${step + 1}: ${px(value)};`),
    ...declare("text", typeSizes, px),
    ...declare("leading", lineHeights),
    ...declare("weight", weights),
    ...declare("radius", radii, px),
    ...declare("size", sizes, px),
    ...declare("width", widths, px),
    ...declare("duration", durations, ms),
    ...declare("font", fonts),
  ];
  return [
    `:root { ${fixed.join(" ")} ${mode("light", colours.light)} }`,
    `@media (prefers-color-scheme: dark) { :root:not([data-mode="light"]) { ${mode("dark", colours.dark)} } }`,
    `:root[data-mode="dark"] { ${mode("dark", colours.dark)} }`,
  ].join("\n");
}
