import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useNavigate } from "@tanstack/react-router";
import { Crosshair } from "lucide-react";
import { useLayoutEffect, useMemo, useRef, useState } from "react";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { FocusViewQuery } from "../../__generated__/FocusViewQuery.graphql";
import { useFreshness } from "../../lib/freshness";
import { useLocale } from "../../lib/locale";
import { formatShare } from "../../lib/numbers";
import { classes } from "../../ui/classes";
import { Empty } from "../../ui/Empty";
import { ProgressBar } from "../../ui/ProgressBar";
import { Skeleton } from "../../ui/Skeleton";
import { sizes } from "../../ui/tokens";
import { SearchField } from "../search/SearchField";
import styles from "./FocusView.module.css";
import {
  type FocusGraph,
  type FocusNode,
  type FocusObjective,
  type FocusTarget,
  focusGraph,
} from "./focusGraph";
import type { Overlay } from "./overlays/overlay";
import { card, useFocusLayout } from "./useFocusLayout";
import "./texts";

type Props = { objectiveId: string | null; cycleId: string; overlay: Overlay | null };

const kinds = ["OBJECTIVE"] as const;
const smallest = 0.8;

/** One objective with what it helps, up to the strategy, and who helps it. */
export function FocusView({ objectiveId, cycleId, overlay }: Props) {
  const { t } = useLingui();
  const navigate = useNavigate({ from: "/pyramid" });
  return (
    <div className={styles.focus}>
      <div className={styles.search}>
        <SearchField
          label={t`Search the objective to look at`}
          placeholder={objectiveId ? t`Look at another objective` : t`Which objective?`}
          kinds={kinds}
          cycle={cycleId}
          onChoose={(hit) =>
            void navigate({
              to: "/pyramid",
              search: (before) => ({ ...before, objective: hit.id }),
              resetScroll: false,
            })
          }
        />
      </div>
      {overlay && objectiveId && <overlay.Around objectiveId={objectiveId} />}
      {objectiveId ? (
        <Around key={objectiveId} id={objectiveId} overlay={overlay} />
      ) : (
        <Empty>
          <Trans>No unit has OKRs in this cycle that you can see.</Trans>
        </Empty>
      )}
    </div>
  );
}

type Objective = NonNullable<FocusViewQuery["response"]["objective"]>;
type Linked = Pick<Objective, "id" | "title" | "ownResult" | "unit" | "contributesTo">;

function asFocus({ id, title, ownResult, unit, contributesTo }: Linked): FocusObjective {
  return {
    id,
    title,
    unitName: unit.name,
    own: ownResult ?? null,
    links: contributesTo.flatMap(({ id: link, state, target }) => {
      const end = asTarget(target);
      return end ? [{ id: link, isProposed: state === "PROPOSED", target: end }] : [];
    }),
  };
}

function asTarget(target: Linked["contributesTo"][number]["target"]): FocusTarget | null {
  switch (target.__typename) {
    case "Objective":
      return { kind: "objective", id: target.id };
    case "KeyResult":
      return { kind: "objective", id: target.objective.id };
    case "Moal": {
      const { id, title, directions, unit, year } = target;
      return { kind: "moal", id, title, unitName: `${unit.name} ${year}`, directions };
    }
    default:
      return null;
  }
}

function Around({ id, overlay }: { id: string; overlay: Overlay | null }) {
  const { objective } = useLazyLoadQuery<FocusViewQuery>(
    graphql`
      query FocusViewQuery($id: ID!) {
        objective(id: $id) {
          ...FocusView_objective @relay(mask: false)
          ancestors(depth: 8) {
            ...FocusView_objective @relay(mask: false)
          }
          supporters(depth: 4) {
            ...FocusView_objective @relay(mask: false)
          }
        }
      }
    `,
    { id },
    useFreshness(),
  );
  const graph = useMemo(
    () =>
      objective &&
      focusGraph(asFocus(objective), [
        ...objective.ancestors.map(asFocus),
        ...objective.supporters.map(asFocus),
      ]),
    [objective],
  );
  if (!graph) {
    return (
      <Empty>
        <Trans>This objective does not exist, or you may not see it.</Trans>
      </Empty>
    );
  }
  return <Drawn graph={graph} overlay={overlay} />;
}

/** What is asked about each objective in the picture; they are all alike, so one text serves them. */
export const focusObjective = graphql`
  fragment FocusView_objective on Objective {
    id
    title
    ownResult
    unit {
      name
    }
    contributesTo(states: [AGREED, PROPOSED]) {
      id
      state
      target {
        __typename
        ... on Objective {
          id
        }
        ... on KeyResult {
          id
          objective {
            id
          }
        }
        ... on Moal {
          id
          title
          year
          unit {
            name
          }
          directions {
            id
            title
          }
        }
      }
    }
  }
`;

function Drawn({ graph, overlay }: { graph: FocusGraph; overlay: Overlay | null }) {
  const { t } = useLingui();
  const frame = useRef<HTMLDivElement>(null);
  const placed = useFocusLayout(graph);
  const centre = graph.nodes.find((node) => node.isCentre);
  const [scale, setScale] = useState(1);
  useLayoutEffect(() => {
    const box = frame.current;
    if (!placed || !box) return;
    const at = centre && placed.places.get(centre.id);
    if (!at) return;
    // A little smaller if that shows all of it; not so small that nobody can read it.
    const fitting = Math.min(1, Math.max(smallest, box.clientWidth / placed.width));
    setScale(fitting);
    box.scrollTo({
      left: (at.x + card.width / 2) * fitting - box.clientWidth / 2,
      top: (at.y + card.height / 2) * fitting - box.clientHeight / 2,
    });
  }, [placed, centre]);
  if (!placed) return <Skeleton label={t`Drawing`} lines={6} />;
  // Read from the strategy to the supporters, as the eye does.
  const inOrder = graph.nodes.toSorted((a, b) => {
    const one = placed.places.get(a.id);
    const other = placed.places.get(b.id);
    return (one?.x ?? 0) - (other?.x ?? 0) || (one?.y ?? 0) - (other?.y ?? 0);
  });
  return (
    <section
      ref={frame}
      className={styles.frame}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      aria-label={t`From the strategy to the supporters`}
    >
      <div className={styles.canvas} style={{ width: placed.width * scale, height: placed.height * scale }}>
        <div className={styles.scaled} style={{ transform: `scale(${scale})` }}>
          <svg width={placed.width} height={placed.height} className={styles.curves} aria-hidden="true">
            {graph.edges.map((edge) => {
              const path = placed.paths.get(edge.id);
              if (!path) return null;
              return (
                <path
                  key={edge.id}
                  d={path}
                  className={classes(styles.curve, edge.isProposed && styles.dotted)}
                />
              );
            })}
            {overlay && <overlay.Curves places={placed.places} size={card} />}
          </svg>
          <ul>
            {inOrder.map((node) => {
              const at = placed.places.get(node.id);
              if (!at) return null;
              return (
                <li
                  key={node.id}
                  className={classes(styles.card, node.isCentre && styles.centre)}
                  style={{ left: at.x, top: at.y, ...card }}
                >
                  <Card node={node} />
                </li>
              );
            })}
          </ul>
        </div>
      </div>
    </section>
  );
}

function Card({ node }: { node: FocusNode }) {
  const { t } = useLingui();
  const locale = useLocale();
  const words = { direction: t`Strategy`, moal: t`Moal`, objective: t`Objective` };
  const own = node.own === null ? null : formatShare(node.own, locale);
  return (
    <>
      <span className={styles.about}>{[words[node.kind], node.unitName].filter(Boolean).join(" · ")}</span>
      <span className={styles.title} title={node.title}>
        {node.kind === "objective" ? (
          <Link to="/objectives/$objectiveId" params={{ objectiveId: node.id }} className={styles.link}>
            {node.title}
          </Link>
        ) : (
          node.title
        )}
      </span>
      {node.kind === "objective" && !node.isCentre && (
        <Link
          to="/pyramid"
          search={(before) => ({
            ...before,
            view: "focus",
            objective: node.id,
            // Other places have something else under this name.
            dependencies: before.dependencies === true ? true : undefined,
          })}
          className={styles.turn}
          aria-label={t`Put “${node.title}” in the middle`}
          title={t`Put this in the middle`}
          resetScroll={false}
        >
          <Crosshair size={sizes.icon} aria-hidden="true" />
        </Link>
      )}
      {node.kind === "objective" && (
        <ProgressBar
          label={own === null ? t`No result` : t`Own result ${own}`}
          own={node.own}
          support={null}
          expected={null}
        />
      )}
    </>
  );
}
