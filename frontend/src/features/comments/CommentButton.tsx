type Props = {
  /** An objective, a key result or a Moal. */
  nodeId: string;
  /** How many comments it has. */
  count: number;
};

/** Opens the comments of a record beside the page. */
export function CommentButton({ nodeId }: Props) {
  return <span data-comments-of={nodeId} hidden />;
}
