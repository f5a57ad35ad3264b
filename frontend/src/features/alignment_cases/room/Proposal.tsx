import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { Proposal_case$key } from "../../../__generated__/Proposal_case.graphql";
import { formatLongDay } from "../../../lib/days";
import { useLocale } from "../../../lib/locale";
import { Button } from "../../../ui/Button";
import { Empty } from "../../../ui/Empty";
import { useAgreedWords } from "../words";
import styles from "./Proposal.module.css";
import { ProposalPreview } from "./ProposalPreview";
import { Signing } from "./Signing";
import "./texts";

type Props = {
  alignmentCase: Proposal_case$key;
  /** Units for which one may speak; without any, one reads along. */
  mayPropose: boolean;
  isComposing: boolean;
  onCompose: () => void;
};

/** What is up for signature: the outcome, what it changes, and what one's own unit can do about it. */
export function Proposal({ alignmentCase, mayPropose, isComposing, onCompose }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const wordsOf = useAgreedWords();
  const data = useFragment(
    graphql`
      fragment Proposal_case on AlignmentCase {
        id
        version
        undoes {
          id
        }
        proposal {
          id
          kind
          effects {
            kind
          }
          outcome
          said
          authorName
          lookAgainOn
          unit {
            name
          }
        }
        ...Signing_case
      }
    `,
    alignmentCase,
  );
  const { proposal } = data;
  const compose = mayPropose && !isComposing && (
    <Button variant={proposal ? "quiet" : "primary"} onClick={onCompose}>
      {proposal ? <Trans>Propose something else</Trans> : <Trans>Propose an outcome</Trans>}
    </Button>
  );
  if (!proposal?.outcome)
    return (
      <Empty action={compose}>
        <Trans>
          Nobody has proposed anything yet. A proposal says what the units agree on, and shows what it changes
          in the OKRs of each before anybody signs.
        </Trans>
      </Empty>
    );
  const words = wordsOf(proposal.outcome, {
    undoes: Boolean(data.undoes),
    changes: proposal.effects.length > 0,
  });
  const { name } = proposal.unit;
  return (
    <div className={styles.proposal}>
      <div>
        <p className={styles.who}>
          {proposal.kind === "COUNTER_PROPOSAL" ? (
            <Trans>{name} proposes something else</Trans>
          ) : (
            <Trans>{name} proposes</Trans>
          )}
        </p>
        <p className={styles.outcome}>{words.name}</p>
        <p className={styles.meaning}>{words.meaning}</p>
      </div>
      {proposal.said && <p className={styles.said}>{proposal.said}</p>}
      <ProposalPreview caseId={data.id} round={data.version} />
      {proposal.lookAgainOn && (
        <p className={styles.quiet}>{t`Look again on ${formatLongDay(proposal.lookAgainOn, locale)}.`}</p>
      )}
      <Signing alignmentCase={data}>{compose}</Signing>
    </div>
  );
}
