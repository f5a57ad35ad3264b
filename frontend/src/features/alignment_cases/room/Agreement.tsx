import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { graphql, useFragment } from "react-relay/hooks";
import type { Agreement_case$key } from "../../../__generated__/Agreement_case.graphql";
import { formatLongDay } from "../../../lib/days";
import { useLocale } from "../../../lib/locale";
import type { Me } from "../me";
import { ChangesShown } from "../preview/ChangesShown";
import { useChanges } from "../preview/useChanges";
import { useAgreedWords } from "../words";
import { AgreementDeeds } from "./AgreementDeeds";
import styles from "./Proposal.module.css";
import "./texts";

/** What was agreed, what that changed, and what one can do about it afterwards. */
export function Agreement({ alignmentCase, me }: { alignmentCase: Agreement_case$key; me: Me }) {
  const { t } = useLingui();
  const locale = useLocale();
  const wordsOf = useAgreedWords();
  const data = useFragment(
    graphql`
      fragment Agreement_case on AlignmentCase {
        outcome
        undoes {
          id
        }
        decidedAt
        lookAgainOn
        cycle {
          id
        }
        proposal {
          said
          effects {
            kind
          }
        }
        changes {
          sets {
            unit {
              id
              name
            }
          }
          ...useChanges_changes
        }
        undoneBy {
          id
          title
        }
        ...AgreementDeeds_case
      }
    `,
    alignmentCase,
  );
  const changes = useChanges(data.changes);
  const words = data.outcome
    ? wordsOf(data.outcome, { undoes: Boolean(data.undoes), changes: Boolean(data.proposal?.effects.length) })
    : null;
  const units = data.changes?.sets.flatMap(({ unit }) => unit ?? []) ?? [];
  return (
    <div className={styles.proposal}>
      <div>
        {data.decidedAt && (
          <p className={styles.who}>{t`Agreed on ${formatLongDay(data.decidedAt, locale)}`}</p>
        )}
        <p className={styles.outcome}>{words?.name}</p>
        <p className={styles.meaning}>{words?.meaning}</p>
      </div>
      {data.proposal?.said && <p className={styles.said}>{data.proposal.said}</p>}
      {changes && (
        <div className={styles.preview}>
          <h3 className={styles.label}>
            <Trans>What was changed</Trans>
          </h3>
          <ChangesShown changes={changes} isDone />
        </div>
      )}
      {units.length > 0 && (
        <p className={styles.links}>
          {units.map(({ id, name }) => (
            <Link key={id} to="/planning" search={{ unit: id, cycle: data.cycle.id }}>
              <Trans>To the OKRs of {name}</Trans>
            </Link>
          ))}
        </p>
      )}
      {data.lookAgainOn && (
        <p className={styles.quiet}>{t`Look again on ${formatLongDay(data.lookAgainOn, locale)}.`}</p>
      )}
      {data.undoneBy && (
        <p>
          <Trans>
            Another case is to undo it:{" "}
            <Link to="/cases/$caseId" params={{ caseId: data.undoneBy.id }}>
              {data.undoneBy.title}
            </Link>
          </Trans>
        </p>
      )}
      <AgreementDeeds alignmentCase={data} me={me} />
    </div>
  );
}
