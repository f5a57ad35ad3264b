import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { UnlessItTakesNoPartQuery } from "../../../__generated__/UnlessItTakesNoPartQuery.graphql";
import { buttonClass } from "../../../ui/Button";
import { Empty } from "../../../ui/Empty";
import "./texts";

type Props = { unitId: string; children: ReactNode };

/** The way to begin a unit's OKRs; or, where its level isn't in use, that there is none, and where to write instead. */
export function UnlessItTakesNoPart({ unitId, children }: Props) {
  const { unit } = useLazyLoadQuery<UnlessItTakesNoPartQuery>(
    graphql`
      query UnlessItTakesNoPartQuery($unit: ID!) {
        unit(id: $unit) {
          name
          takesPart
          parent {
            id
            name
          }
        }
      }
    `,
    { unit: unitId },
  );
  if (!unit || unit.takesPart) return children;
  const { name, parent } = unit;
  return (
    <Empty
      action={
        parent && (
          <Link
            to="/planning"
            search={(before) => ({ cycle: before.cycle, unit: parent.id })}
            className={buttonClass()}
          >
            {parent.name}
          </Link>
        )
      }
    >
      <Trans>
        Units of this level have no OKRs of their own here, so {name} plans with the unit above. The settings
        of the organisation say which levels take part.
      </Trans>
    </Empty>
  );
}
