import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";
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
} from "./tokens";

const px = (value: number) => `${value}px`;
const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function named(prefix: string, values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`--${prefix}-${kebab(name)}`, value]));
}

function mapped<Value>(values: Record<string, Value>, write: (value: Value) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, write(value)]));
}

/** Mantine asks for ten shades; we have one accent, and the mode decides which. */
const accent = Array.from({ length: 10 }, () => "var(--colour-accent)") as unknown as MantineColorsTuple;

export const theme = createTheme({
  primaryColor: "accent",
  colors: { accent },
  fontFamily: fonts.text,
  headings: { fontFamily: fonts.text, fontWeight: String(weights.bold) },
  fontSizes: {
    xs: px(typeSizes.tiny),
    sm: px(typeSizes.small),
    md: px(typeSizes.body),
    lg: px(typeSizes.lead),
    xl: px(typeSizes.heading),
  },
  spacing: { xs: px(spaces[1]), sm: px(spaces[2]), md: px(spaces[3]), lg: px(spaces[4]), xl: px(spaces[5]) },
  radius: { xs: px(radii.small), sm: px(radii.normal), md: px(radii.normal), lg: px(radii.normal), xl: px(radii.pill) },
  defaultRadius: "sm",
  lineHeights: { md: String(lineHeights.text) },
  respectReducedMotion: true,
  cursorType: "pointer",
  focusRing: "auto",
});

function modeVariables(mode: Colours, floating: string): Record<string, string> {
  return {
    ...named("colour", mode),
    "--shadow-floating": floating,
    "--mantine-color-body": mode.paper,
    "--mantine-color-text": mode.ink,
    "--mantine-color-dimmed": mode.muted,
    "--mantine-color-placeholder": mode.muted,
    "--mantine-color-anchor": mode.accent,
    "--mantine-color-error": mode.offTrack,
    "--mantine-color-default": mode.surface,
    "--mantine-color-default-hover": mode.sunk,
    "--mantine-color-default-color": mode.ink,
    "--mantine-color-default-border": mode.muted,
    "--mantine-color-disabled": mode.sunk,
    "--mantine-color-disabled-color": mode.muted,
    "--mantine-shadow-md": floating,
  };
}

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    ...Object.fromEntries(spaces.map((value, step) => [`--space-${step + 1}`, px(value)])),
    ...named("text", mapped(typeSizes, px)),
    ...named("leading", mapped(lineHeights, String)),
    ...named("weight", mapped(weights, String)),
    ...named("radius", mapped(radii, px)),
    ...named("size", mapped(sizes, px)),
    ...named("duration", mapped(durations, (value: number) => `${value}ms`)),
    ...named("width", mapped(widths, (value: number | string) => (typeof value === "number" ? px(value) : value))),
    "--font-text": fonts.text,
  },
  light: modeVariables(colours.light, shadow.light),
  dark: modeVariables(colours.dark, shadow.dark),
});
