import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { UpwardPaths_objective$key } from "../../__generated__/UpwardPaths_objective.graphql";
import { Empty } from "../../ui/Empty";
import { LinkedColumns } from "../../ui/LinkedColumns";
import styles from "./UpwardPaths.module.css";
import { type GraphNode, upwardGraph } from "./upwardGraph";

type Props = {
  objectives: UpwardPaths_objective$key;
  /** Proposing is something that one can do here and now. */
  mayPropose: boolean;
};

/** What the unit contributes to, up to the strategy: one small picture of all its ways upward. */
export function UpwardPaths({ objectives, mayPropose }: Props) {
  const { t } = useLingui();
  const data = useFragment(
    graphql`
      fragment UpwardPaths_objective on Objective @relay(plural: true) {
        id
        keyResults {
          id
        }
        pathsUpward(states: [AGREED, PROPOSED], first: 50) {
          nodes {
            kind
            nodeId
            title
            unitName
            contributionState
          }
        }
      }
    `,
    objectives,
  );
  const graph = useMemo(() => {
    const own = data.flatMap((objective) => [
      objective.id,
      ...objective.keyResults.map((keyResult) => keyResult.id),
    ]);
    return upwardGraph(
      data.flatMap((objective) => objective.pathsUpward.map((path) => path.nodes)),
      new Set(own),
    );
  }, [data]);
  if (graph.columns.length === 0) {
    return (
      <Empty>
        {mayPropose ? (
          <Trans>
            Nothing yet. Propose a contribution to a Moal, or to an objective or key result of a unit above.
          </Trans>
        ) : (
          <Trans>No contribution to a Moal or to a unit above.</Trans>
        )}
      </Empty>
    );
  }
  return (
    <LinkedColumns
      label={t`Ways upward, from the strategy on the left to what we contribute to on the right`}
      columns={graph.columns}
      links={graph.edges.map(({ lower, upper, isProposed }) => ({
        from: upper,
        to: lower,
        isDotted: isProposed,
      }))}
    >
      {(node) => <WayCard node={node} />}
    </LinkedColumns>
  );
}

function WayCard({ node }: { node: GraphNode }) {
  const { t } = useLingui();
  const kinds: Record<GraphNode["kind"], string> = {
    DIRECTION: t`Strategy`,
    MOAL: t`Moal`,
    OBJECTIVE: t`Objective`,
    KEY_RESULT: t`Key result`,
  };
  const about = [kinds[node.kind], node.unitName, node.isProposed ? t`proposal, waits for an answer` : null];
  return (
    <>
      <span className={styles.about}>{about.filter(Boolean).join(" · ")}</span>
      <span className={styles.title}>
        <WayLink node={node} />
      </span>
    </>
  );
}

function WayLink({ node }: { node: GraphNode }) {
  if (node.kind === "OBJECTIVE") {
    return (
      <Link to="/objectives/$objectiveId" params={{ objectiveId: node.id }} className={styles.link}>
        {node.title}
      </Link>
    );
  }
  if (node.kind === "KEY_RESULT") {
    return (
      <Link to="/key-results/$keyResultId" params={{ keyResultId: node.id }} className={styles.link}>
        {node.title}
      </Link>
    );
  }
  return (
    <Link to="/pyramid" className={styles.link}>
      {node.title}
    </Link>
  );
}
