import { graphql, useFragment } from "react-relay/hooks";
import type { StageBar_okrSet$key } from "../../__generated__/StageBar_okrSet.graphql";
import { Chip } from "../../ui/Chip";

type Props = { okrSet: StageBar_okrSet$key };

/** How binding the unit's OKRs are, and what may be done next. */
export function StageBar({ okrSet }: Props) {
  const { state } = useFragment(
    graphql`
      fragment StageBar_okrSet on OkrSet {
        id
        state
        version
      }
    `,
    okrSet,
  );
  return <Chip>{state}</Chip>;
}
