import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { InboxPanel_inbox$key } from "../../__generated__/InboxPanel_inbox.graphql";
import { SidePanel } from "../../ui/Dialog";
import { Empty } from "../../ui/Empty";
import { Section } from "../../ui/Section";
import { DependencyLine } from "../dependencies/DependencyLine";
import { AwaitedCard } from "./AwaitedCard";
import styles from "./InboxPanel.module.css";

/** What waits for an answer of our units. */
export function InboxPanel({ inbox, onClose }: { inbox: InboxPanel_inbox$key; onClose: () => void }) {
  const { t } = useLingui();
  const { contributions, dependencies } = useFragment(
    graphql`
      fragment InboxPanel_inbox on Inbox {
        contributions {
          id
          ...AwaitedCard_contribution
        }
        dependencies {
          id
          what
          consumerUnit {
            name
          }
          ...DependencyLine_dependency
        }
      }
    `,
    inbox,
  );
  return (
    <SidePanel title={t`Waiting for us`} onClose={onClose}>
      {contributions.length === 0 && dependencies.length === 0 && (
        <Empty>
          <Trans>Everything is answered.</Trans>
        </Empty>
      )}
      {contributions.length > 0 && (
        <Section title={<Trans>Contributions</Trans>}>
          <ul className={styles.list}>
            {contributions.map((contribution) => (
              <AwaitedCard key={contribution.id} contribution={contribution} />
            ))}
          </ul>
        </Section>
      )}
      {dependencies.length > 0 && (
        <Section title={<Trans>Dependencies</Trans>}>
          <ul className={styles.list}>
            {dependencies.map((dependency) => (
              <li key={dependency.id} className={styles.line}>
                <span>
                  <b>{dependency.consumerUnit.name}</b>: {dependency.what}
                </span>
                <DependencyLine dependency={dependency} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </SidePanel>
  );
}
