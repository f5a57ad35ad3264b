import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { CommitmentPanelQuery } from "../../__generated__/CommitmentPanelQuery.graphql";
import { formatInstant } from "../../lib/days";
import { useLocale } from "../../lib/locale";
import { formatBand, formatWay } from "../../lib/measures";
import { Chip } from "../../ui/Chip";
import { SidePanel } from "../../ui/Dialog";
import styles from "./CommitmentPanel.module.css";
import "./texts";

type Props = { okrSetId: string; onClose: () => void };

/** What the unit committed to, each time that it did, as it was then. */
export function CommitmentPanel({ okrSetId, onClose }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const { node } = useLazyLoadQuery<CommitmentPanelQuery>(
    graphql`
      query CommitmentPanelQuery($id: ID!) {
        node(id: $id) {
          ... on OkrSet {
            id
            commitments {
              number
              at
              actorName
              objectives {
                objectiveId
                title
                kind
                keyResults {
                  keyResultId
                  title
                  measure
                  baseline
                  target
                  bandLow
                  bandHigh
                }
              }
            }
          }
        }
      }
    `,
    { id: okrSetId },
    { fetchPolicy: "store-and-network" },
  );
  const commitments = node?.commitments ?? [];
  return (
    <SidePanel title={t`What we committed to`} onClose={onClose}>
      <p className={styles.about}>
        <Trans>Kept as it was. Later changes stand beside it, with their reasons.</Trans>
      </p>
      {commitments.map(({ number, at, actorName, objectives }) => (
        <section key={number} className={styles.commitment}>
          <h3 className={styles.when}>
            {formatInstant(at, locale, new Date())}
            {actorName && ` · ${actorName}`}
          </h3>
          <ol className={styles.objectives}>
            {objectives.map((objective) => (
              <li key={objective.objectiveId}>
                <p className={styles.objective}>
                  {objective.title}{" "}
                  <Chip>{objective.kind === "ASPIRATIONAL" ? t`Aspirational` : t`Committed`}</Chip>
                </p>
                <ul className={styles.proofs}>
                  {objective.keyResults.map((keyResult) => (
                    <li key={keyResult.keyResultId}>
                      <span>{keyResult.title}</span> <Way of={keyResult} />
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </SidePanel>
  );
}

type Kept = {
  readonly measure: string;
  readonly baseline: number | null | undefined;
  readonly target: number | null | undefined;
  readonly bandLow: number | null | undefined;
  readonly bandHigh: number | null | undefined;
};

function Way({ of: { measure, baseline, target, bandLow, bandHigh } }: { of: Kept }) {
  const locale = useLocale();
  const low = bandLow ?? null;
  const high = bandHigh ?? null;
  if (typeof baseline === "number" && typeof target === "number")
    return <span className={styles.way}>{formatWay(baseline, target, measure, locale)}</span>;
  if (low !== null || high !== null)
    return <span className={styles.way}>{formatBand(low, high, measure, locale)}</span>;
  return null;
}
