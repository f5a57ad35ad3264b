import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { InboxPageQuery } from "../../__generated__/InboxPageQuery.graphql";
import { useFreshness } from "../../lib/freshness";
import { buttonClass } from "../../ui/Button";
import { Empty } from "../../ui/Empty";
import { Page } from "../../ui/Page";
import { Section } from "../../ui/Section";
import { useAnchor } from "../okr_sets/useAnchor";
import { CaseItem } from "./CaseItem";
import { ContributionItem } from "./ContributionItem";
import { DependencyItem } from "./DependencyItem";
import styles from "./InboxPage.module.css";
import { RequestItem } from "./RequestItem";

/** What waits for an answer of our units, and what we wait for, in all cycles that are open. */
export function InboxPage() {
  const { t } = useLingui();
  useAnchor();
  const data = useLazyLoadQuery<InboxPageQuery>(
    graphql`
      query InboxPageQuery {
        viewer {
          memberships {
            role
            # Who knows its units hears of what concerns them.
            unit {
              id
            }
          }
          inbox {
            contributions {
              id
              ...ContributionItem_contribution
            }
            contributionRequests {
              id
              ...RequestItem_request
            }
            dependencies {
              id
              ...DependencyItem_dependency
            }
            cases {
              id
              ...CaseItem_case
            }
            casesToLookAt {
              id
              ...CaseItem_case
            }
            awaitedCases {
              id
              ...CaseItem_case
            }
            awaitedContributions {
              id
              ...ContributionItem_contribution
            }
            awaitedRequests {
              id
              ...RequestItem_request
            }
            awaitedDependencies {
              id
              ...DependencyItem_dependency
            }
          }
        }
      }
    `,
    {},
    useFreshness(),
  );
  const { inbox, memberships } = data.viewer;
  const waiting =
    inbox.contributions.length +
    inbox.contributionRequests.length +
    inbox.dependencies.length +
    inbox.cases.length;
  const awaited =
    inbox.awaitedContributions.length +
    inbox.awaitedRequests.length +
    inbox.awaitedDependencies.length +
    inbox.awaitedCases.length;
  const mayAnswer = memberships.some(({ role }) => role === "LEAD" || role === "OKR_MASTER");
  return (
    <Page title={<Trans>Inbox</Trans>} name={t`Inbox`}>
      <Section title={<Trans>Waits for us</Trans>}>
        {waiting === 0 ? (
          <Empty action={<ToContribution />}>
            {mayAnswer ? (
              <Trans>Everything is answered.</Trans>
            ) : (
              <Trans>
                Nothing waits for you. What a unit is asked is answered by those who lead it, or its OKR
                process.
              </Trans>
            )}
          </Empty>
        ) : (
          <Items label={t`Waits for us`}>
            {inbox.cases.map((alignmentCase) => (
              <CaseItem key={alignmentCase.id} alignmentCase={alignmentCase} place="ours" />
            ))}
            {inbox.contributionRequests.map((request) => (
              <RequestItem key={request.id} request={request} isOurs />
            ))}
            {inbox.contributions.map((contribution) => (
              <ContributionItem key={contribution.id} contribution={contribution} isOurs />
            ))}
            {inbox.dependencies.map((dependency) => (
              <DependencyItem key={dependency.id} dependency={dependency} isOurs />
            ))}
          </Items>
        )}
      </Section>
      {inbox.casesToLookAt.length > 0 && (
        <Section title={<Trans>To look at again</Trans>}>
          <Items label={t`To look at again`}>
            {inbox.casesToLookAt.map((alignmentCase) => (
              <CaseItem key={alignmentCase.id} alignmentCase={alignmentCase} place="look" />
            ))}
          </Items>
        </Section>
      )}
      {awaited > 0 && (
        <Section title={<Trans>We wait for</Trans>}>
          <Items label={t`We wait for`}>
            {inbox.awaitedCases.map((alignmentCase) => (
              <CaseItem key={alignmentCase.id} alignmentCase={alignmentCase} place="awaited" />
            ))}
            {inbox.awaitedRequests.map((request) => (
              <RequestItem key={request.id} request={request} isOurs={false} />
            ))}
            {inbox.awaitedContributions.map((contribution) => (
              <ContributionItem key={contribution.id} contribution={contribution} isOurs={false} />
            ))}
            {inbox.awaitedDependencies.map((dependency) => (
              <DependencyItem key={dependency.id} dependency={dependency} isOurs={false} />
            ))}
          </Items>
        </Section>
      )}
    </Page>
  );
}

function Items({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className={styles.items} aria-label={label}>
      {children}
    </ul>
  );
}

function ToContribution() {
  return (
    <Link to="/contribution" className={buttonClass()}>
      <Trans>To our contribution</Trans>
    </Link>
  );
}
