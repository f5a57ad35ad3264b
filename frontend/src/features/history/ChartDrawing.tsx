import { useLingui } from "@lingui/react/macro";
import { type KeyboardEvent, useRef, useState } from "react";
import { useLocale } from "../../lib/locale";
import { formatMeasured } from "../../lib/measures";
import { classes } from "../../ui/classes";
import { sizes } from "../../ui/tokens";
import styles from "./ChartDrawing.module.css";
import { type Domain, linear, monthsOf, pathOf, ticksOf } from "./scales";
import { type Mark, paceOf, valuesOf, type Way } from "./series";
import { useMarkWords } from "./useMarkWords";
import { useWidth } from "./useWidth";
import "./texts";

type Props = {
  way: Way;
  /** All within the span, oldest first. */
  marks: readonly Mark[];
  cycle: Domain;
  span: Domain;
  isSmall: boolean;
};

/** Room around the drawing, in pixels: months below, values to the left, half a dot elsewhere. */
const room = { top: 12, right: 8, bottom: 20, left: 56, between: 28 };
const dot = 4;
const touch = 12;
const monthWidth = 64;

/** Values over time with what was asked for, and below, on a scale of its own, the confidence of each check-in. */
export function ChartDrawing({ way, marks, cycle, span, isSmall }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const wordsOf = useMarkWords(way.measure);
  const [box, width] = useWidth<HTMLDivElement>();
  const dots = useRef<(SVGGElement | null)[]>([]);
  const [active, setActive] = useState(marks.length - 1);
  const [isRead, setRead] = useState(false);

  const plot = isSmall ? sizes.chartSmall : sizes.chart;
  const confidences = marks.filter(({ confidence }) => confidence !== null);
  const strip = confidences.length > 0 ? sizes.chartStrip + room.between : 0;
  const height = room.top + plot + strip + room.bottom;
  const values = valuesOf(way, marks, span);
  const ticks = values ? ticksOf(values, isSmall ? 3 : 5) : [];
  const x = linear(span, [room.left, Math.max(room.left + 1, width - room.right)]);
  const y = linear([ticks[0] ?? 0, ticks.at(-1) ?? 1], [room.top + plot, room.top]);
  const confidenceTop = room.top + plot + room.between;
  const c = linear([0, 10], [confidenceTop + sizes.chartStrip, confidenceTop]);
  const [left, right] = [x(span[0]), x(span[1])];
  const [begins, ends] = [x(cycle[0]), x(cycle[1])];
  const pace = paceOf(way);
  const standing = marks.filter(({ isSuperseded }) => !isSuperseded);
  const valued = standing.flatMap(({ at, value }) => (value === null ? [] : { x: x(at), y: y(value) }));
  const believed = standing.flatMap(({ at, confidence }) =>
    confidence === null ? [] : { x: x(at), y: c(confidence) },
  );
  const months = new Intl.DateTimeFormat(locale, { month: "short", timeZone: "UTC" });
  const [low, high] = [way.bandLow ?? ticks[0] ?? 0, way.bandHigh ?? ticks.at(-1) ?? 1];

  const go = (event: KeyboardEvent) => {
    const last = marks.length - 1;
    const steps: Record<string, number> = {
      ArrowLeft: active - 1,
      ArrowRight: active + 1,
      Home: 0,
      End: last,
    };
    const wanted = steps[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    dots.current[Math.min(last, Math.max(0, wanted))]?.focus();
  };

  const current = marks[active];
  return (
    <div ref={box} className={styles.box}>
      {width > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: a drawing is no set of fields.
        <svg
          role="group"
          aria-label={t`Values over time`}
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          onKeyDown={go}
        >
          <rect
            className={styles.before}
            x={left}
            y={room.top}
            width={Math.max(0, begins - left)}
            height={plot}
          />
          {ticks.map((tick) => (
            <g key={tick}>
              <line className={styles.grid} x1={left} x2={right} y1={y(tick)} y2={y(tick)} />
              <text className={styles.tick} x={room.left - 8} y={y(tick)} dy="0.35em" textAnchor="end">
                {formatMeasured(tick, way.measure, locale)}
              </text>
            </g>
          ))}
          {monthsOf(span, (right - left) / monthWidth).map((month) => (
            <text key={month} className={styles.tick} x={x(month)} y={height - 4}>
              {months.format(month)}
            </text>
          ))}
          {[begins, ends].map((edge) => (
            <line
              key={edge}
              className={styles.edge}
              x1={edge}
              x2={edge}
              y1={room.top}
              y2={height - room.bottom}
            />
          ))}
          {way.kind === "MAINTAIN" && (
            <rect
              className={styles.band}
              x={begins}
              width={ends - begins}
              y={y(high)}
              height={y(low) - y(high)}
            />
          )}
          {pace && <line className={styles.pace} x1={begins} y1={y(pace[0])} x2={ends} y2={y(pace[1])} />}
          {way.target !== null && way.kind !== "MAINTAIN" && (
            <line className={styles.target} x1={begins} x2={ends} y1={y(way.target)} y2={y(way.target)} />
          )}
          {way.stretch !== null && (
            <line className={styles.stretch} x1={begins} x2={ends} y1={y(way.stretch)} y2={y(way.stretch)} />
          )}
          <polyline className={styles.line} points={pathOf(valued)} />
          {strip > 0 && (
            <>
              <text className={styles.tick} x={left} y={confidenceTop - 10}>
                {t`Confidence, 0 to 10`}
              </text>
              {[0, 10].map((step) => (
                <line key={step} className={styles.grid} x1={left} x2={right} y1={c(step)} y2={c(step)} />
              ))}
              <polyline className={styles.belief} points={pathOf(believed)} />
            </>
          )}
          {marks.map((mark, place) => (
            // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a value is read, not operated.
            <g
              key={mark.id}
              ref={(element) => {
                dots.current[place] = element;
              }}
              role="img"
              aria-label={wordsOf(mark)}
              tabIndex={place === active ? 0 : -1}
              className={classes(
                styles.mark,
                mark.isSuperseded && styles.corrected,
                mark.isCheckIn && styles.said,
                place === active && isRead && styles.active,
              )}
              onFocus={() => {
                setActive(place);
                setRead(true);
              }}
              onBlur={() => setRead(false)}
              onPointerEnter={() => {
                setActive(place);
                setRead(true);
              }}
              onPointerLeave={() => setRead(false)}
            >
              {mark.value !== null && (
                <>
                  <circle className={styles.reach} cx={x(mark.at)} cy={y(mark.value)} r={touch} />
                  <circle className={styles.dot} cx={x(mark.at)} cy={y(mark.value)} r={dot} />
                </>
              )}
              {mark.confidence !== null && (
                <>
                  <circle className={styles.reach} cx={x(mark.at)} cy={c(mark.confidence)} r={touch} />
                  <circle className={styles.smallDot} cx={x(mark.at)} cy={c(mark.confidence)} r={dot / 2} />
                </>
              )}
            </g>
          ))}
        </svg>
      )}
      <p className={styles.readout} style={{ paddingLeft: room.left }} aria-hidden="true">
        {current ? wordsOf(current) : ""}
      </p>
    </div>
  );
}
