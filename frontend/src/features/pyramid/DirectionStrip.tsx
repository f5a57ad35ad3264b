import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { DirectionStrip_query$key } from "../../__generated__/DirectionStrip_query.graphql";
import { Empty } from "../../ui/Empty";
import styles from "./DirectionStrip.module.css";
import "./texts";

/** What stands above all OKRs: mission, vision, strategies, and the Moals of the year. */
export function DirectionStrip({
  query,
  years,
}: {
  query: DirectionStrip_query$key;
  years: readonly number[];
}) {
  const { t } = useLingui();
  const { directions, moals } = useFragment(
    graphql`
      fragment DirectionStrip_query on Query {
        directions {
          id
          kind
          title
          text
          horizonYears
          validFrom
        }
        moals(states: [PROPOSED, AGREED, ACHIEVED], first: 50) {
          nodes {
            id
            title
            why
            year
            state
            unit {
              name
              kind
            }
            proposedBy {
              id
              kind
            }
          }
        }
      }
    `,
    query,
  );
  const words = { MISSION: t`Mission`, VISION: t`Vision`, STRATEGY: t`Strategy` };
  const ofYears = moals.nodes.filter((moal) => years.includes(moal.year));
  if (directions.length === 0 && ofYears.length === 0) {
    return (
      <Empty>
        <Trans>
          Mission, vision, strategies and the Moals of the year stand here once the leadership has stated
          them.
        </Trans>
      </Empty>
    );
  }
  return (
    <>
      <ul
        className={styles.directions}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone it scrolls, by keyboard too.
        tabIndex={0}
        aria-label={t`Mission, vision and strategies`}
      >
        {directions.map((direction) => {
          const until = Number(direction.validFrom.slice(0, 4)) + direction.horizonYears;
          return (
            <li key={direction.id} className={styles.direction} title={direction.text}>
              <span className={styles.about}>
                {direction.kind === "STRATEGY"
                  ? words.STRATEGY
                  : t`${words[direction.kind]} towards ${String(until)}`}
              </span>
              {direction.title}
            </li>
          );
        })}
      </ul>
      {ofYears.length > 0 && (
        <ul
          className={styles.moals}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: as above.
          tabIndex={0}
          aria-label={plural(ofYears.length, { one: "# Moal of the year", other: "# Moals of the year" })}
        >
          {ofYears.map((moal) => {
            const about = [
              `Moal ${moal.year}`,
              moal.unit.kind === "COMPANY" ? null : moal.unit.name,
              moal.proposedBy.kind === "COMPANY" ? null : t`proposed from below`,
              moal.state === "PROPOSED" ? t`not agreed yet` : null,
              moal.state === "ACHIEVED" ? t`achieved` : null,
            ];
            return (
              <li key={moal.id} className={styles.moal} title={moal.why}>
                <span className={styles.about}>{about.filter(Boolean).join(" · ")}</span>
                {moal.title}
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}
