import { Trans, useLingui } from "@lingui/react/macro";
import { lazy, Suspense } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { CommittedChanges_okrSet$key } from "../../__generated__/CommittedChanges_okrSet.graphql";
import { Section } from "../../ui/Section";
import { Skeleton } from "../../ui/Skeleton";
import styles from "./CommittedChanges.module.css";
import "./texts";

const ChangeList = lazy(() =>
  import("../history/ChangeList").then((module) => ({ default: module.ChangeList })),
);

type Props = { okrSet: CommittedChanges_okrSet$key };

/** What changed since the unit first committed, with the reasons; nothing before it has. */
export function CommittedChanges({ okrSet }: Props) {
  const { t } = useLingui();
  const { commitments, changesSinceCommitment } = useFragment(
    graphql`
      fragment CommittedChanges_okrSet on OkrSet {
        commitments {
          number
        }
        changesSinceCommitment {
          id
          ...ChangeList_entry
        }
      }
    `,
    okrSet,
  );
  if (commitments.length === 0) return null;
  return (
    <Section title={<Trans>Changed since we committed</Trans>}>
      {changesSinceCommitment.length === 0 ? (
        <p className={styles.none}>
          <Trans>Nothing: it stands as it was committed to.</Trans>
        </p>
      ) : (
        <Suspense fallback={<Skeleton label={t`Fetching the changes`} />}>
          <ChangeList entries={changesSinceCommitment} />
        </Suspense>
      )}
    </Section>
  );
}
