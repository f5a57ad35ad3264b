import { graphql, useFragment } from "react-relay/hooks";
import type { KeyResultEditor_keyResult$key } from "../../../__generated__/KeyResultEditor_keyResult.graphql";
import { useWay } from "../useWay";

type Props = {
  keyResult: KeyResultEditor_keyResult$key;
  /** The unit has committed to it: what it is measured by changes for a stated reason only. */
  isLocked: boolean;
};

/** One key result of a set, edited where it stands. */
export function KeyResultEditor({ keyResult }: Props) {
  const data = useFragment(
    graphql`
      fragment KeyResultEditor_keyResult on KeyResult {
        id
        title
        version
        ...useWay_keyResult
      }
    `,
    keyResult,
  );
  const way = useWay(data);
  return (
    <div id={data.id} tabIndex={-1}>
      {data.title} {way}
    </div>
  );
}
