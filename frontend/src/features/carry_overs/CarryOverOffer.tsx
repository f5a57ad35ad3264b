import { graphql, useFragment } from "react-relay/hooks";
import type { CarryOverOffer_okrSet$key } from "../../__generated__/CarryOverOffer_okrSet.graphql";

type Props = { okrSet: CarryOverOffer_okrSet$key };

/** Objectives of the unit's last cycle that were not fully reached, to take over into this set. */
export function CarryOverOffer({ okrSet }: Props) {
  useFragment(
    graphql`
      fragment CarryOverOffer_okrSet on OkrSet {
        id
      }
    `,
    okrSet,
  );
  return null;
}
