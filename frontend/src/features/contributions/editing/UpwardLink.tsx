import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { UpwardLink_contribution$key } from "../../../__generated__/UpwardLink_contribution.graphql";
import { useLocale } from "../../../lib/locale";
import { formatValue } from "../../../lib/numbers";
import { Button } from "../../../ui/Button";
import { Disclosure } from "../../../ui/Disclosure";
import { type LinkState, StateMark } from "../../../ui/StateMark";
import { ContributionAnswer } from "../ContributionAnswer";
import { EndLink } from "../EndLink";
import { useEnds } from "../ends";
import styles from "./ContributionEditor.module.css";
import { TurnList } from "./TurnList";
import { useContributionDeeds } from "./useContributionDeeds";

type Props = {
  contribution: UpwardLink_contribution$key;
  /** The person answers for the unit that contributes, and there is time for it. */
  mayAnswer: boolean;
};

/** One link upward: what is helped, in which unit, how far it is agreed, why it helps, and what can be done about it. */
export function UpwardLink({ contribution, mayAnswer }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const data = useFragment(
    graphql`
      fragment UpwardLink_contribution on Contribution {
        id
        version
        state
        weight
        rationale
        declineReason
        fromUnit {
          id
        }
        toUnit {
          name
        }
        proposedBy {
          id
        }
        waitsFor {
          id
          name
        }
        turns {
          at
        }
        ...ends_contribution
        ...ContributionAnswer_contribution
        ...TurnList_contribution
      }
    `,
    contribution,
  );
  const { withdraw, isUnderway } = useContributionDeeds();
  const { source, target } = useEnds(data);
  if (!target) return null;
  const isOurTurn = data.waitsFor?.id === data.fromUnit.id;
  const other = data.waitsFor?.name ?? "";
  const looks: Partial<Record<string, { mark: LinkState; word: string }>> = {
    AGREED: { mark: "agreed", word: t`agreed` },
    PROPOSED: { mark: "proposed", word: isOurTurn ? t`waits for our answer` : t`waits for ${other}` },
    DECLINED: { mark: "none", word: t`declined` },
  };
  const look = looks[data.state];
  const weight = formatValue(data.weight, locale);
  // A proposal is its proposer's to take back, however far it was negotiated.
  const isOurs = data.proposedBy.id === data.fromUnit.id;
  const mayWithdraw =
    mayAnswer && (data.state === "AGREED" || (data.state === "PROPOSED" && isOurs && !isOurTurn));
  return (
    <li id={data.id} tabIndex={-1} className={styles.link}>
      <span className={styles.line}>
        <EndLink end={target} className={styles.title} />
        <span className={styles.about}>{data.toUnit.name}</span>
        {look && <StateMark state={look.mark} word={look.word} />}
        <span className={styles.about}>
          <Trans>weight {weight}</Trans>
        </span>
        {data.turns.length > 0 && (
          <Disclosure label={t`What was said so far`} shown={<Trans>how it came to this</Trans>}>
            {() => <TurnList contribution={data} />}
          </Disclosure>
        )}
        {mayWithdraw && (
          <Button
            size="small"
            variant="plain"
            className={styles.seldom}
            disabled={isUnderway}
            aria-label={t`Withdraw: ${target.title}`}
            onClick={() => void withdraw({ id: data.id, version: data.version })}
          >
            <Trans>Withdraw</Trans>
          </Button>
        )}
      </span>
      {source?.kind === "KEY_RESULT" && (
        <span className={styles.about}>
          <Trans>from the key result “{source.title}”</Trans>
        </span>
      )}
      {data.rationale && <p className={styles.why}>{data.rationale}</p>}
      {data.state === "DECLINED" && data.declineReason && (
        <p className={styles.why}>
          <Trans>They say: {data.declineReason}</Trans>
        </p>
      )}
      {isOurTurn && mayAnswer && <ContributionAnswer contribution={data} />}
    </li>
  );
}
