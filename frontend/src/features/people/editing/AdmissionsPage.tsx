import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { AdmissionsPageQuery } from "../../../__generated__/AdmissionsPageQuery.graphql";
import { useFreshness } from "../../../lib/freshness";
import { useHere } from "../../../lib/here";
import { Empty } from "../../../ui/Empty";
import { Section } from "../../../ui/Section";
import { AdmissionOf } from "./AdmissionOf";
import "./texts";

/** Whom the organisation lets in: by which service, everybody or by group, and what groups mean. */
export function AdmissionsPage() {
  const { t } = useLingui();
  const { companyId } = useHere();
  const { viewer, admissions } = useLazyLoadQuery<AdmissionsPageQuery>(
    graphql`
      query AdmissionsPageQuery($company: ID!) {
        viewer {
          rights(unit: $company)
        }
        admissions {
          issuer
          ...AdmissionOf_admission
        }
      }
    `,
    { company: companyId },
    useFreshness(),
  );
  return (
    <Section title={<Trans>Whom the organisation lets in</Trans>}>
      {!viewer.rights.includes("MANAGE_ORGANISATION") ? (
        <Empty>
          <Trans>Only administrators see and change whom the organisation lets in.</Trans>
        </Empty>
      ) : admissions.length === 0 ? (
        <Empty>
          <Trans>No sign-in service is accepted yet. Whoever runs this installation admits one.</Trans>
        </Empty>
      ) : (
        <ul aria-label={t`Sign-in services`}>
          {admissions.map((admission) => (
            <AdmissionOf key={admission.issuer} admission={admission} />
          ))}
        </ul>
      )}
    </Section>
  );
}
