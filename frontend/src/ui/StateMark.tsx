import { classes } from "./classes";
import styles from "./StateMark.module.css";
import { sizes } from "./tokens";

/** How something stands: against its plan, or as a link upward. */
export type State = "notMeasured" | "notStarted" | "onTrack" | "atRisk" | "offTrack" | "stale";
export type LinkState = "agreed" | "proposed" | "none" | "confident";

function Shape({ state }: { state: State | LinkState }) {
  switch (state) {
    case "onTrack":
    case "agreed":
    case "confident":
      return <circle cx="5" cy="5" r="4" fill="currentColor" />;
    case "atRisk":
    case "none":
      return <path d="M5 .5 9.8 9H.2Z" fill="currentColor" />;
    case "offTrack":
      return <path d="M1 1h8v8H1Z" fill="currentColor" />;
    case "notMeasured":
      return <path d="M1 4h8v2H1Z" fill="currentColor" />;
    case "notStarted":
      return <circle cx="5" cy="5" r="4" fill="none" stroke="currentColor" strokeWidth="1.5" />;
    case "stale":
    case "proposed":
      return (
        <circle
          cx="5"
          cy="5"
          r="4"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeDasharray="2 1.6"
        />
      );
  }
}

type Props = { state: State | LinkState; word: string; hideWord?: boolean };

/** A state, told by colour, shape and word together; `hideWord` keeps the word for readers only. */
export function StateMark({ state, word, hideWord = false }: Props) {
  return (
    <span className={classes(styles.mark, styles[state])} title={hideWord ? word : undefined}>
      <svg width={sizes.glyph} height={sizes.glyph} viewBox="0 0 10 10" aria-hidden="true">
        <Shape state={state} />
      </svg>
      <span className={hideWord ? "visually-hidden" : undefined}>{word}</span>
    </span>
  );
}
