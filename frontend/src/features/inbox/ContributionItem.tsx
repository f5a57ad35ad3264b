import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { ContributionItem_contribution$key } from "../../__generated__/ContributionItem_contribution.graphql";
import { useLocale } from "../../lib/locale";
import { formatValue } from "../../lib/numbers";
import { Button } from "../../ui/Button";
import { ContributionAnswer } from "../contributions/ContributionAnswer";
import { EndLink } from "../contributions/EndLink";
import { TurnList } from "../contributions/editing/TurnList";
import { useContributionDeeds } from "../contributions/editing/useContributionDeeds";
import { useEnds } from "../contributions/ends";
import styles from "./InboxPage.module.css";
import { Item } from "./Item";

type Props = {
  contribution: ContributionItem_contribution$key;
  /** It waits for our answer; otherwise we wait for theirs. */
  isOurs: boolean;
};

/** A proposal between two units, told from ours. */
export function ContributionItem({ contribution, isOurs }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const data = useFragment(
    graphql`
      fragment ContributionItem_contribution on Contribution {
        id
        version
        weight
        rationale
        createdAt
        cycle {
          name
        }
        fromUnit {
          id
          name
        }
        toUnit {
          name
        }
        proposedBy {
          id
        }
        waitsFor {
          id
        }
        turns {
          at
        }
        ...ends_contribution
        ...TurnList_contribution
        ...ContributionAnswer_contribution
      }
    `,
    contribution,
  );
  const { withdraw, isUnderway } = useContributionDeeds();
  const { source, target } = useEnds(data);
  if (!source || !target) return null;
  const isUpToGiver = data.waitsFor?.id === data.fromUnit.id;
  const [from, to] = [data.fromUnit.name, data.toUnit.name];
  const weight = formatValue(data.weight, locale);
  const isNegotiated = data.turns.length > 0;
  const about = () => {
    if (isOurs && isNegotiated)
      return isUpToGiver ? (
        <Trans>{to} proposes something else</Trans>
      ) : (
        <Trans>{from} proposes something else</Trans>
      );
    if (isOurs)
      return isUpToGiver ? (
        <Trans>
          {to} asks {from} to contribute
        </Trans>
      ) : (
        <Trans>{from} offers a contribution</Trans>
      );
    return isUpToGiver ? <Trans>Waits for {from}</Trans> : <Trans>Waits for {to}</Trans>;
  };
  return (
    <Item
      id={data.id}
      about={about()}
      cycle={data.cycle.name}
      since={data.turns.at(-1)?.at ?? data.createdAt}
      title={<EndLink end={source} />}
      other={
        <>
          <Trans>
            helps <EndLink end={target} />
          </Trans>{" "}
          · {to} · <Trans>weight {weight}</Trans>
        </>
      }
      why={data.rationale}
    >
      {isNegotiated && (
        <div className={styles.more}>
          <TurnList contribution={data} />
        </div>
      )}
      {isOurs ? (
        <ContributionAnswer contribution={data} />
      ) : (
        // A proposal is its proposer's to take back, however far it was negotiated.
        data.proposedBy.id !== data.waitsFor?.id && (
          <div className={styles.more}>
            <Button
              size="small"
              disabled={isUnderway}
              aria-label={t`Withdraw: ${source.title}`}
              onClick={() => void withdraw({ id: data.id, version: data.version })}
            >
              <Trans>Withdraw</Trans>
            </Button>
          </div>
        )
      )}
    </Item>
  );
}
