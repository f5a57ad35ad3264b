import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { VersionsPanelQuery } from "../../__generated__/VersionsPanelQuery.graphql";
import { formatLongDay } from "../../lib/days";
import { useFreshness } from "../../lib/freshness";
import { useLocale } from "../../lib/locale";
import { SidePanel } from "../../ui/Dialog";
import { MarkedText } from "./MarkedText";
import styles from "./VersionsPanel.module.css";
import { type Kind, useKindWords } from "./words";
import "./texts";

/** Every version of a direction, the latest first: what changed, when, by whom and why. */
export function VersionsPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useLingui();
  const locale = useLocale();
  const words = useKindWords();
  const { node } = useLazyLoadQuery<VersionsPanelQuery>(
    graphql`
      query VersionsPanelQuery($id: ID!) {
        node(id: $id) {
          ... on Direction {
            kind
            versions {
              id
              version
              title
              text
              horizonYears
              validFrom
              validTo
              changeReason
              endReason
              statedBy
              retiredBy
            }
          }
        }
      }
    `,
    { id },
    useFreshness(),
  );
  if (!node?.versions) return null;
  const name = words[node.kind as Kind].name;
  const versions = node.versions;
  return (
    <SidePanel title={t`${name}: versions`} onClose={onClose}>
      <ol className={styles.versions}>
        {versions.map((version, place) => {
          const before = versions[place + 1];
          const from = formatLongDay(version.validFrom, locale);
          const to = version.validTo ? formatLongDay(version.validTo, locale) : null;
          const { statedBy, retiredBy } = version;
          const years = version.horizonYears;
          return (
            <li key={version.id} className={styles.version}>
              <h3 className={styles.head}>
                <Trans>Version {version.version}</Trans>
              </h3>
              <p className={styles.about}>
                {to ? (
                  <Trans>
                    {from} to {to}
                  </Trans>
                ) : (
                  <Trans>Since {from}</Trans>
                )}
                {statedBy && ` · ${t`by ${statedBy}`}`}
              </p>
              {version.changeReason && (
                <p className={styles.reason}>
                  <Trans>Why it was changed: {version.changeReason}</Trans>
                </p>
              )}
              {version.endReason && (
                <p className={styles.reason}>
                  <Trans>Why it was retired: {version.endReason}</Trans>
                  {retiredBy && ` (${retiredBy})`}
                </p>
              )}
              <p className={styles.title}>
                <MarkedText before={before ? before.title : version.title} after={version.title} />
              </p>
              {(version.text || before?.text) && (
                <p>
                  <MarkedText before={before ? before.text : version.text} after={version.text} />
                </p>
              )}
              <p className={styles.about}>
                {before && before.horizonYears !== years ? (
                  <Trans>
                    Looks {years} years ahead, before that {before.horizonYears}
                  </Trans>
                ) : (
                  <Trans>Looks {years} years ahead</Trans>
                )}
              </p>
            </li>
          );
        })}
      </ol>
    </SidePanel>
  );
}
