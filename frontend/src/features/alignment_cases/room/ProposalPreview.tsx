import { useLingui } from "@lingui/react/macro";
import { graphql } from "react-relay/hooks";
import type { ProposalPreviewQuery } from "../../../__generated__/ProposalPreviewQuery.graphql";
import { Skeleton } from "../../../ui/Skeleton";
import { PreviewShown } from "../preview/PreviewShown";
import { usePreview } from "../preview/usePreview";
import styles from "./Proposal.module.css";
import "./texts";

const query = graphql`
  query ProposalPreviewQuery($case: ID!) {
    caseProposalPreview(case: $case) {
      ...PreviewShown_preview
    }
  }
`;

/** What signing the present proposal would do now. `round` grows with each change of the case. */
export function ProposalPreview({ caseId, round }: { caseId: string; round: number }) {
  const { t } = useLingui();
  const { response, failure } = usePreview<ProposalPreviewQuery>(query, { case: caseId }, round);
  return (
    <div className={styles.preview}>
      <h3 className={styles.label}>{t`What it will change`}</h3>
      {failure && (
        <p className={styles.quiet} role="status">
          {failure}
        </p>
      )}
      {response ? (
        <PreviewShown preview={response.caseProposalPreview} />
      ) : (
        !failure && <Skeleton label={t`Looking what it does`} lines={3} />
      )}
    </div>
  );
}
