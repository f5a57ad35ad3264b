import { sizes } from "./tokens";

type Props = {
  label: string;
  /** Oldest first, 0-10. */
  values: readonly number[];
  /** Nothing was said for a while: the line goes on dotted. */
  isStale: boolean;
};

const inset = 2;

/** The last confidences as a small line; never part of the progress bar, because it looks forward. */
export function Sparkline({ label, values, isStale }: Props) {
  const { sparkWidth: width, sparkHeight: height } = sizes;
  if (values.length === 0) return null;
  const end = isStale ? width * 0.6 : width - inset;
  const step = values.length > 1 ? (end - inset) / (values.length - 1) : 0;
  const points = values.map((value, place) => ({
    x: values.length > 1 ? inset + place * step : end,
    y: height - inset - (value / 10) * (height - 2 * inset),
  }));
  const last = points.at(-1);
  return (
    <svg role="img" aria-label={label} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      <g
        fill="none"
        stroke="var(--colour-muted)"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        {points.length > 1 && <polyline points={points.map(({ x, y }) => `${x},${y}`).join(" ")} />}
        {last && points.length === 1 && <circle cx={last.x} cy={last.y} r="1" />}
        {last && isStale && (
          <line x1={last.x} y1={last.y} x2={width - inset} y2={last.y} strokeDasharray="1 5" />
        )}
      </g>
    </svg>
  );
}
