import { Trans, useLingui } from "@lingui/react/macro";
import { Children, type ReactNode } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { StrategyRow_direction$key } from "../../__generated__/StrategyRow_direction.graphql";
import { DirectionDeeds } from "./DirectionDeeds";
import styles from "./StrategyRow.module.css";
import "./texts";

type Props = {
  direction: StrategyRow_direction$key;
  steers: boolean;
  moves: { readonly up: (() => void) | null; readonly down: (() => void) | null };
  /** The Moals that serve it. */
  children: ReactNode;
};

/** One strategy, and beside it what is to be reached on it this year. */
export function StrategyRow({ direction, steers, moves, children }: Props) {
  const { t } = useLingui();
  const data = useFragment(
    graphql`
      fragment StrategyRow_direction on Direction {
        id
        title
        text
        horizonYears
        ...DirectionDeeds_direction
      }
    `,
    direction,
  );
  return (
    <section id={data.id} tabIndex={-1} aria-labelledby={`${data.id}-title`} className={styles.row}>
      <div className={styles.strategy}>
        <p className={styles.about}>
          <Trans>Strategy, {data.horizonYears} years</Trans>
        </p>
        <h3 id={`${data.id}-title`} className={styles.title}>
          {data.title}
        </h3>
        {data.text && <p className={styles.text}>{data.text}</p>}
        <DirectionDeeds direction={data} steers={steers} moves={moves} />
      </div>
      {Children.count(children) > 0 ? (
        <ul aria-label={t`Moals that serve “${data.title}”`}>{children}</ul>
      ) : (
        <p className={styles.none}>
          <Trans>No Moal of the year serves it.</Trans>
        </p>
      )}
    </section>
  );
}
