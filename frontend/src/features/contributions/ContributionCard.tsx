import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { ContributionCard_contribution$key } from "../../__generated__/ContributionCard_contribution.graphql";
import { ContributionAnswer } from "./ContributionAnswer";
import styles from "./ContributionCard.module.css";
import { EndLink } from "./EndLink";
import { useEndKinds, useEnds } from "./ends";

type Props = {
  contribution: ContributionCard_contribution$key;
  /** Which end the card is about: the other one is where it stands. */
  side: "source" | "target";
  mayAnswer: boolean;
};

/** One link between two units: who helps what, how far it is agreed, and the answer if it waits for ours. */
export function ContributionCard({ contribution, side, mayAnswer }: Props) {
  const { t } = useLingui();
  const kinds = useEndKinds();
  const data = useFragment(
    graphql`
      fragment ContributionCard_contribution on Contribution {
        id
        state
        rationale
        fromUnit {
          name
        }
        toUnit {
          name
        }
        ...ends_contribution
        ...ContributionAnswer_contribution
      }
    `,
    contribution,
  );
  const ends = useEnds(data);
  const end = ends[side];
  const other = side === "source" ? ends.target : ends.source;
  if (!end) return null;
  const unit = (side === "source" ? data.fromUnit : data.toUnit).name;
  const words: Partial<Record<string, string>> = {
    AGREED: t`agreed`,
    PROPOSED: t`proposes`,
    DECLINED: t`declined`,
    WITHDRAWN: t`withdrawn`,
  };
  return (
    <li className={styles.card}>
      <p className={styles.about}>{[unit, words[data.state], kinds[end.kind]].filter(Boolean).join(" · ")}</p>
      <p className={styles.title}>
        <EndLink end={end} className={styles.link} />
      </p>
      {other && (
        <p className={styles.about}>
          {side === "source" ? <Trans>helps “{other.title}”</Trans> : <Trans>from “{other.title}”</Trans>}
        </p>
      )}
      {data.rationale && <p className={styles.why}>{data.rationale}</p>}
      {mayAnswer && <ContributionAnswer contribution={data} />}
    </li>
  );
}
