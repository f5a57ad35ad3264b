import "./texts";
import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { Crosshair } from "lucide-react";
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from "react";
import { formatDay } from "../../../lib/days";
import { useLocale } from "../../../lib/locale";
import { formatCount } from "../../../lib/numbers";
import { classes } from "../../../ui/classes";
import { Skeleton } from "../../../ui/Skeleton";
import { StateMark } from "../../../ui/StateMark";
import { sizes } from "../../../ui/tokens";
import { useDependencyWords } from "../words";
import styles from "./DrawnGraph.module.css";
import { type Direction, type Graph, type GraphEdge, type GraphNode, inReadingOrder, step } from "./graph";
import { KindMark, lineClass } from "./KindMark";
import { OpenLink } from "./OpenLink";
import { boxes, useGraphLayout, wordsBox } from "./useGraphLayout";
import { dependencyKinds } from "./views";

type Props = {
  graph: Graph;
  /** The id that it is about, which is brought into the middle. */
  centre: string;
};

const smallest = 0.8;
const arrows: readonly string[] = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];

/** Cards from left to right in the order in which the work flows, with the dependencies between them. */
export function DrawnGraph({ graph, centre }: Props) {
  const { t } = useLingui();
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const placed = useGraphLayout(graph);
  const [scale, setScale] = useState(1);
  const middle = graph.nodes.find((node) => node.id === centre) ?? graph.nodes.find((node) => node.isCentre);
  useLayoutEffect(() => {
    const box = frame.current;
    if (!placed || !box) return;
    // A little smaller if that shows all of it; not so small that nobody can read it.
    const fitting = Math.min(1, Math.max(smallest, box.clientWidth / placed.width));
    setScale(fitting);
    const at = middle && placed.places.get(middle.id);
    if (!at) return;
    box.scrollTo({
      left: (at.x + boxes[middle.kind].width / 2) * fitting - box.clientWidth / 2,
      top: (at.y + boxes[middle.kind].height / 2) * fitting - box.clientHeight / 2,
    });
  }, [placed, middle]);
  if (!placed) return <Skeleton label={t`Drawing`} lines={6} />;

  const onKeyDown = (event: KeyboardEvent) => {
    if (!arrows.includes(event.key) || !(event.target instanceof HTMLElement)) return;
    const card = event.target.closest<HTMLElement>("[data-node]");
    const next = card && step(graph.edges, placed.places, card.dataset.node ?? "", event.key as Direction);
    if (!next) return;
    event.preventDefault();
    frame.current?.querySelector<HTMLElement>(`[data-node="${CSS.escape(next)}"] a`)?.focus();
  };
  return (
    <>
      <section
        ref={frame}
        className={styles.frame}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        aria-label={t`Who waits for whom, from left to right`}
        onKeyDown={onKeyDown}
      >
        <div className={styles.canvas} style={{ width: placed.width * scale, height: placed.height * scale }}>
          <div className={styles.scaled} style={{ transform: `scale(${scale})` }}>
            <svg width={placed.width} height={placed.height} className={styles.curves} aria-hidden="true">
              <defs>
                <marker
                  id={`${id}-head`}
                  viewBox="0 0 8 10"
                  refX="8"
                  refY="5"
                  markerWidth="8"
                  markerHeight="10"
                  markerUnits="userSpaceOnUse"
                  orient="auto"
                >
                  <path d="M0 0 8 5 0 10Z" className={styles.head} />
                </marker>
              </defs>
              {graph.edges.map((edge) => {
                const path = placed.paths.get(edge.id);
                if (!path) return null;
                return (
                  <g key={edge.id} className={classes(edge.isOver && styles.over)}>
                    {edge.step !== null && <path d={path} className={styles.critical} />}
                    <path d={path} className={lineClass(edge.kind)} markerEnd={`url(#${id}-head)`} />
                  </g>
                );
              })}
            </svg>
            <ul>
              {inReadingOrder(graph.nodes, placed.places).map((node) => {
                const at = placed.places.get(node.id);
                if (!at) return null;
                return (
                  <li key={node.id} className={styles.item}>
                    <div
                      data-node={node.id}
                      className={classes(styles.card, styles[node.kind], node.isCentre && styles.centre)}
                      style={{ left: at.x, top: at.y, ...boxes[node.kind] }}
                    >
                      <Card node={node} />
                    </div>
                    {graph.edges
                      .filter(({ from }) => from === node.id)
                      .map((edge) => (
                        <Words key={edge.id} edge={edge} at={placed.words.get(edge.id)} />
                      ))}
                  </li>
                );
              })}
            </ul>
          </div>
        </div>
      </section>
      <Legend hasChain={graph.edges.some((edge) => edge.step !== null)} />
    </>
  );
}

function Card({ node }: { node: GraphNode }) {
  const { t } = useLingui();
  const isObjective = node.kind === "objective";
  return (
    <>
      {isObjective && <span className={styles.about}>{node.unitName}</span>}
      <span className={styles.title} title={node.title}>
        {isObjective ? (
          <Link to="/objectives/$objectiveId" params={{ objectiveId: node.id }} className={styles.link}>
            {node.title}
          </Link>
        ) : (
          <Link
            from="/dependencies"
            to="/dependencies"
            search={({ cycle }) => ({ cycle, unit: node.id, view: "graph" })}
            className={styles.link}
          >
            {node.title}
          </Link>
        )}
      </span>
      {isObjective && !node.isCentre && (
        <Link
          from="/dependencies"
          to="/dependencies"
          search={(before) => ({ ...before, view: "graph", of: node.id })}
          className={styles.turn}
          aria-label={t`Put “${node.title}” in the middle`}
          title={t`Put this in the middle`}
          resetScroll={false}
        >
          <Crosshair size={sizes.icon} aria-hidden="true" />
        </Link>
      )}
    </>
  );
}

/** On an edge: by when, or how many, and whether it is late; opens the most urgent one. */
function Words({ edge, at }: { edge: GraphEdge; at: { x: number; y: number } | undefined }) {
  const { t } = useLingui();
  const locale = useLocale();
  const words = useDependencyWords();
  const [first] = edge.dependencies;
  if (!at || !first) return null;
  const count = edge.dependencies.length;
  const day = formatDay(first.neededBy, locale, new Date());
  const consumer = first.consumerUnit.name;
  const provider = first.providerUnit.name;
  const more = count > 1 ? plural(count - 1, { one: "and # more", other: "and # more" }) : null;
  const about = [
    t`${consumer} waits for ${provider}: ${first.what}`,
    words.kinds[first.kind],
    !edge.isLate && !edge.isUndecided && words.states[first.state],
    edge.step !== null && t`step ${formatCount(edge.step, locale)} of the critical chain`,
    more,
  ];
  return (
    <OpenLink
      dependency={first}
      className={classes(
        styles.words,
        edge.isLate && styles.late,
        edge.isUndecided && !edge.isLate && styles.undecided,
      )}
      style={{ left: at.x, top: at.y, ...wordsBox(edge) }}
    >
      <span className="visually-hidden">{about.filter(Boolean).join(", ")}, </span>
      <span className={styles.said}>
        {edge.isLate && <StateMark state="offTrack" word={words.late} hideWord />}
        {edge.isUndecided && !edge.isLate && (
          <StateMark state="proposed" word={words.states.REQUESTED} hideWord />
        )}
        {edge.step !== null && <b className={styles.number}>{formatCount(edge.step, locale)}</b>}
        {day}
        {count > 1 && ` +${formatCount(count - 1, locale)}`}
      </span>
    </OpenLink>
  );
}

function Legend({ hasChain }: { hasChain: boolean }) {
  const words = useDependencyWords();
  return (
    <p className={styles.legend}>
      <span>
        <Trans>The arrow leads from who delivers to who waits.</Trans>
      </span>
      {dependencyKinds.map((kind) => (
        <KindMark key={kind} kind={kind} />
      ))}
      <StateMark state="offTrack" word={words.late} />
      {hasChain && (
        <span className={styles.chain}>
          <svg viewBox="0 0 28 10" className={styles.sample} aria-hidden="true">
            <path d="M1 5h26" className={styles.critical} />
            <path d="M1 5h26" className={lineClass("GATES")} />
          </svg>
          <Trans>the critical chain, step by step</Trans>
        </span>
      )}
      <span>
        <Trans>Arrow keys walk along the lines.</Trans>
      </span>
    </p>
  );
}
