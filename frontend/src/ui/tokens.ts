/**
 * Every colour, size and duration of the app. The theme writes them as CSS variables (`--colour-ink`,
 * `--space-4` ...), style sheets read those, and what draws on a canvas reads the values here.
 */

const light = {
  paper: "#FBFAF7",
  surface: "#FFFFFF",
  sunk: "#F2F0EA",
  ink: "#16212B",
  muted: "#55616B",
  line: "#D9D5CB",
  accent: "#0B5E63",
  accentSoft: "#E1EFEF",
  onAccent: "#FFFFFF",
  onTrack: "#1B6B45",
  atRisk: "#8A5200",
  offTrack: "#A32A22",
  stale: "#5F6570",
  dependency: "#6B3FA0",
  overlap: "#8C4A00",
  focus: "#0A5BD3",
  veil: "#16212B66",
};

export type Colours = typeof light;

const dark: Colours = {
  paper: "#10161B",
  surface: "#182027",
  sunk: "#0C1115",
  ink: "#E8ECEE",
  muted: "#A4AFB7",
  line: "#2E3942",
  accent: "#6CC5C6",
  accentSoft: "#173236",
  onAccent: "#0C1115",
  onTrack: "#6CCB98",
  atRisk: "#E2A84B",
  offTrack: "#F0857C",
  stale: "#A0A8B0",
  dependency: "#BFA0EC",
  overlap: "#E0A868",
  focus: "#7DB3FF",
  veil: "#05080ACC",
};

export const colours = { light, dark };

/** Steps of four, in pixels; the name is the number of steps' place, from tight to wide. */
export const spaces = [4, 8, 12, 16, 24, 32, 48, 72] as const;

export const typeSizes = {
  tiny: 12,
  small: 14,
  row: 15,
  body: 16,
  mark: 18,
  lead: 20,
  heading: 26,
  title: 34,
} as const;
export const lineHeights = { text: 1.5, heading: 1.15, snug: 1.3 } as const;
export const weights = { text: 400, medium: 500, strong: 600, bold: 700, mark: 800 } as const;
export const fonts = { text: '"Hanken Grotesk Variable", "Hanken Grotesk", system-ui, sans-serif' } as const;

export const radii = { small: 4, normal: 6, pill: 99 } as const;
export const shadow = { light: "0 8px 32px #16212B26", dark: "0 8px 32px #000000A6" } as const;

/** Milliseconds. Motion shows where a thing went; the style sheet drops it with reduced motion. */
export const durations = {
  frame: 16,
  quick: 120,
  calm: 200,
  message: 8000,
  typing: 180,
  batch: 40,
  patience: 4000,
} as const;

/** Measures of drawn things, in pixels. */
export const sizes = {
  hairline: 1,
  ring: 2,
  rule: 3,
  bar: 10,
  thinBar: 4,
  tick: 16,
  glyph: 10,
  icon: 16,
  mark: 22,
  target: 24,
  control: 36,
  touch: 44,
  sparkWidth: 88,
  sparkHeight: 22,
  figures: 360,
  chart: 220,
  chartSmall: 120,
  chartStrip: 48,
  list: 360,
  popover: 340,
} as const;

export const widths = {
  page: 1180,
  wide: 1320,
  measure: "68ch",
  drawer: 480,
  dialog: 620,
  card: 380,
  phone: 720,
  /** Two columns have no room beside each other below this. */
  tablet: 1000,
  /** The names of all places have no room beside each other below this. */
  laptop: 1180,
} as const;
