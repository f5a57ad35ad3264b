import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { MoalStoryPanelQuery } from "../../__generated__/MoalStoryPanelQuery.graphql";
import { formatInstant } from "../../lib/days";
import { useFreshness } from "../../lib/freshness";
import { useLocale } from "../../lib/locale";
import { SidePanel } from "../../ui/Dialog";
import { MarkedText } from "../directions/MarkedText";
import styles from "./MoalStoryPanel.module.css";
import "./texts";

type Fields = {
  readonly title?: string;
  readonly why?: string;
  readonly year?: number;
  readonly directionIds?: unknown;
};

/** How a Moal came to what it is: who proposed it, what was changed, agreed and decided, by whom and why. */
export function MoalStoryPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useLingui();
  const locale = useLocale();
  const { node, audit } = useLazyLoadQuery<MoalStoryPanelQuery>(
    graphql`
      query MoalStoryPanelQuery($id: ID!) {
        node(id: $id) {
          ... on Moal {
            title
            proposedAt
            proposedBy {
              name
            }
          }
        }
        audit(node: $id, first: 100) {
          nodes {
            id
            at
            deed
            actorName
            before
            after
            why
          }
        }
      }
    `,
    { id },
    useFreshness(),
  );
  const now = new Date();
  const words: Partial<Record<string, string>> = {
    proposeMoal: t`Proposed`,
    reviseMoal: t`Revised`,
    agreeMoal: t`Agreed`,
    achieveMoal: t`Achieved`,
    dropMoal: t`Dropped`,
    reopenMoal: t`Decision taken back`,
  };
  if (!node?.title) return null;
  const unit = node.proposedBy?.name ?? "";
  const hasBeginning = audit.nodes.some((entry) => entry.deed === "proposeMoal");
  return (
    <SidePanel title={t`How it came about`} onClose={onClose}>
      <p className={styles.subject}>
        <Trans>“{node.title}”</Trans>
      </p>
      <ol className={styles.story}>
        {audit.nodes.map((entry) => {
          const before = (entry.before ?? {}) as Fields;
          const after = (entry.after ?? {}) as Fields;
          const isNew = entry.deed === "proposeMoal";
          return (
            <li key={entry.id} className={styles.step}>
              <p className={styles.what}>
                {words[entry.deed] ?? entry.deed}
                {isNew && ` · ${unit}`}
              </p>
              <p className={styles.about}>
                {[entry.actorName, formatInstant(entry.at, locale, now)].filter(Boolean).join(" · ")}
              </p>
              {entry.why && <p>{entry.why}</p>}
              {!isNew && after.title !== undefined && (
                <p className={styles.title}>
                  <MarkedText before={before.title ?? ""} after={after.title} />
                </p>
              )}
              {!isNew && after.why !== undefined && (
                <p>
                  <MarkedText before={before.why ?? ""} after={after.why} />
                </p>
              )}
              {!isNew && after.year !== undefined && (
                <p>
                  <Trans>
                    From {String(before.year)} to {String(after.year)}
                  </Trans>
                </p>
              )}
              {!isNew && after.directionIds !== undefined && (
                <p>
                  <Trans>It serves other directions since.</Trans>
                </p>
              )}
            </li>
          );
        })}
        {!hasBeginning && node.proposedAt && (
          <li className={styles.step}>
            <p className={styles.what}>
              <Trans>Proposed</Trans> · {unit}
            </p>
            <p className={styles.about}>{formatInstant(node.proposedAt, locale, now)}</p>
          </li>
        )}
      </ol>
    </SidePanel>
  );
}
