import { Trans } from "@lingui/react/macro";
import { lazy, Suspense } from "react";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { SettingsPageQuery } from "../../__generated__/SettingsPageQuery.graphql";
import type { SettingsPageRightsQuery } from "../../__generated__/SettingsPageRightsQuery.graphql";
import { useFreshness } from "../../lib/freshness";
import { Section } from "../../ui/Section";
import { SettingsForm } from "./SettingsForm";
import "./texts";

const CalibrationSection = lazy(() =>
  import("../overlaps/calibration/CalibrationSection").then((module) => ({
    default: module.CalibrationSection,
  })),
);

/** What the organisation is called and how it works. */
export function SettingsPage() {
  const { organisation } = useLazyLoadQuery<SettingsPageQuery>(
    graphql`
      query SettingsPageQuery {
        organisation {
          id
          company {
            id
          }
          ...SettingsForm_organisation
        }
      }
    `,
    {},
    useFreshness(),
  );
  const { viewer } = useLazyLoadQuery<SettingsPageRightsQuery>(
    graphql`
      query SettingsPageRightsQuery($company: ID!) {
        viewer {
          rights(unit: $company)
        }
      }
    `,
    { company: organisation.company.id },
  );
  const mayChange = viewer.rights.includes("MANAGE_ORGANISATION");
  return (
    <>
      <Section title={<Trans>Settings</Trans>}>
        <SettingsForm organisation={organisation} mayChange={mayChange} />
      </Section>
      <Suspense>
        <CalibrationSection mayChange={mayChange} />
      </Suspense>
    </>
  );
}
