import { sizes } from "./tokens";

/** Three bars that grow downward: a pyramid in line. */
export function Mark() {
  return (
    <svg width={sizes.mark} height={sizes.mark} viewBox="0 0 22 22" aria-hidden="true">
      <path
        d="M3 17h16M5.5 11.5h11M8 6h6"
        fill="none"
        stroke="var(--colour-accent)"
        strokeWidth={sizes.rule}
        strokeLinecap="round"
      />
    </svg>
  );
}
