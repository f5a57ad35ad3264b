import { Trans } from "@lingui/react/macro";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { AsItWasQuery } from "../../../__generated__/AsItWasQuery.graphql";
import { formatLongDay } from "../../../lib/days";
import { useLocale } from "../../../lib/locale";
import "./texts";

/** What a unit was called and where it stood on a day, if that was otherwise than today; else nothing. */
export function AsItWas({ unitId, day }: { unitId: string; day: string }) {
  const locale = useLocale();
  const { unit } = useLazyLoadQuery<AsItWasQuery>(
    graphql`
      query AsItWasQuery($unit: ID!) {
        unit(id: $unit) {
          name
          parent {
            id
          }
          history {
            name
            validFrom
            validTo
            parent {
              id
              name
            }
          }
        }
      }
    `,
    { unit: unitId },
  );
  const then = unit?.history.find(
    ({ validFrom, validTo }) => validFrom <= day && (!validTo || day < validTo),
  );
  if (!unit || !then) return null;
  const isElsewhere = then.parent?.id !== unit.parent?.id;
  if (then.name === unit.name && !isElsewhere) return null;
  const { name } = then;
  const parent = then.parent?.name;
  const on = formatLongDay(day, locale);
  return (
    <>
      {" · "}
      {parent ? (
        <Trans>
          on {on} called {name}, below {parent}
        </Trans>
      ) : (
        <Trans>
          on {on} called {name}
        </Trans>
      )}
    </>
  );
}
