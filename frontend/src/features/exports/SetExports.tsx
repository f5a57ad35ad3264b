import { graphql, useFragment } from "react-relay/hooks";
import type { SetExports_okrSet$key } from "../../__generated__/SetExports_okrSet.graphql";

type Props = { okrSet: SetExports_okrSet$key };

/** Takes a unit's set out of the app: on paper, as a spreadsheet, or by its address. */
export function SetExports({ okrSet }: Props) {
  const { id } = useFragment(
    graphql`
      fragment SetExports_okrSet on OkrSet {
        id
      }
    `,
    okrSet,
  );
  return <span data-exports-of={id} hidden />;
}
