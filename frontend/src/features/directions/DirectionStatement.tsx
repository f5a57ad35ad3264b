import { Trans } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { DirectionStatement_direction$key } from "../../__generated__/DirectionStatement_direction.graphql";
import { DirectionDeeds } from "./DirectionDeeds";
import styles from "./DirectionStatement.module.css";
import { type Kind, useKindWords } from "./words";
import "./texts";

type Props = { direction: DirectionStatement_direction$key; steers: boolean };

/** Mission or vision, large: what everything below is for. */
export function DirectionStatement({ direction, steers }: Props) {
  const data = useFragment(
    graphql`
      fragment DirectionStatement_direction on Direction {
        id
        kind
        title
        text
        horizonYears
        validFrom
        ...DirectionDeeds_direction
      }
    `,
    direction,
  );
  const words = useKindWords()[data.kind as Kind];
  const until = String(Number(data.validFrom.slice(0, 4)) + data.horizonYears);
  return (
    <section id={data.id} tabIndex={-1} aria-labelledby={`${data.id}-kind`} className={styles.statement}>
      <h2 id={`${data.id}-kind`} className={styles.kind}>
        {data.kind === "VISION" ? <Trans>Vision towards {until}</Trans> : words.name}
      </h2>
      <p className={styles.title}>{data.title}</p>
      {data.text && <p className={styles.text}>{data.text}</p>}
      <DirectionDeeds direction={data} steers={steers} />
    </section>
  );
}
