import "./texts";
import { useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { UpwardLink_contribution$key } from "../../../__generated__/UpwardLink_contribution.graphql";
import { type LinkState, StateMark } from "../../../ui/StateMark";
import { EndLink } from "../EndLink";
import { useEnds } from "../ends";
import styles from "./ContributionEditor.module.css";

/** One link upward: what is helped, in which unit, how far it is agreed, and why it helps. */
export function UpwardLink({ contribution }: { contribution: UpwardLink_contribution$key }) {
  const { t } = useLingui();
  const data = useFragment(
    graphql`
      fragment UpwardLink_contribution on Contribution {
        state
        rationale
        declineReason
        toUnit {
          name
        }
        ...ends_contribution
      }
    `,
    contribution,
  );
  const { target } = useEnds(data);
  if (!target) return null;
  const looks: Partial<Record<string, { mark: LinkState; word: string }>> = {
    AGREED: { mark: "agreed", word: t`agreed` },
    PROPOSED: { mark: "proposed", word: t`proposal, waits for an answer` },
    DECLINED: { mark: "none", word: t`declined` },
  };
  const look = looks[data.state];
  return (
    <li className={styles.link}>
      <EndLink end={target} className={styles.title} />
      <span className={styles.about}>{data.toUnit.name}</span>
      {look && <StateMark state={look.mark} word={look.word} />}
      {data.rationale && <p className={styles.why}>{data.rationale}</p>}
    </li>
  );
}
