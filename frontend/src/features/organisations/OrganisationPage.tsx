import { useLingui } from "@lingui/react/macro";
import { Outlet, useRouterState } from "@tanstack/react-router";
import { Suspense } from "react";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { OrganisationPageQuery } from "../../__generated__/OrganisationPageQuery.graphql";
import { useFreshness } from "../../lib/freshness";
import { Page } from "../../ui/Page";
import { Skeleton } from "../../ui/Skeleton";
import { OrganisationPlaces, usePlaces } from "./OrganisationPlaces";
import "./texts";

/** How the organisation is made: its units over time, its cycles, its people, how it works. Everybody may look. */
export function OrganisationPage() {
  const { t } = useLingui();
  const { organisation } = useLazyLoadQuery<OrganisationPageQuery>(
    graphql`
      query OrganisationPageQuery {
        organisation {
          id
          name
        }
      }
    `,
    {},
    useFreshness(),
  );
  const path = useRouterState({ select: (state) => state.location.pathname });
  const here = usePlaces().find((place) => path.startsWith(place.to));
  return (
    <Page title={organisation.name} name={here?.label ?? t`Organisation`} above={t`Organisation`}>
      <OrganisationPlaces />
      <Suspense fallback={<Skeleton label={t`Fetching`} lines={6} />}>
        <Outlet />
      </Suspense>
    </Page>
  );
}
