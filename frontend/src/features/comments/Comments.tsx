import { Trans } from "@lingui/react/macro";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { CommentsQuery } from "../../__generated__/CommentsQuery.graphql";
import { useFreshness } from "../../lib/freshness";
import { CommentEntry } from "./CommentEntry";
import { CommentForm } from "./CommentForm";
import styles from "./Comments.module.css";
import "./texts";

type Props = {
  nodeId: string;
  /** Whether the record is named above: where the page around doesn't say what it is. */
  isTitled?: boolean;
};

/** What people said about an objective, a key result or a Moal, the oldest first, and room to say more. */
export function Comments({ nodeId, isTitled = false }: Props) {
  const { node, viewer } = useLazyLoadQuery<CommentsQuery>(
    graphql`
      query CommentsQuery($id: ID!) {
        viewer {
          memberships {
            role
          }
        }
        node(id: $id) {
          ... on Objective {
            title
            comments(first: 100) {
              nodes {
                id
                ...CommentEntry_comment
              }
            }
          }
          ... on KeyResult {
            title
            comments(first: 100) {
              nodes {
                id
                ...CommentEntry_comment
              }
            }
          }
          ... on Moal {
            title
            comments(first: 100) {
              nodes {
                id
                ...CommentEntry_comment
              }
            }
          }
        }
      }
    `,
    { id: nodeId },
    useFreshness(),
  );
  const said = node?.comments?.nodes ?? [];
  const mayComment = viewer.memberships.some(({ role }) => role !== "VIEWER");
  return (
    <div className={styles.comments}>
      {isTitled && node?.title && <p className={styles.about}>{node.title}</p>}
      {said.length === 0 && (
        <p className={styles.none}>
          <Trans>Nobody has commented on this yet.</Trans>
        </p>
      )}
      <ol className={styles.threads}>
        {said.map((comment) => (
          <CommentEntry key={comment.id} comment={comment} about={nodeId} mayComment={mayComment} />
        ))}
      </ol>
      {mayComment && <CommentForm about={nodeId} />}
    </div>
  );
}
