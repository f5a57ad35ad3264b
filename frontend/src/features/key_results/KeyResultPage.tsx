import { Trans } from "@lingui/react/macro";
import { Navigate, useParams } from "@tanstack/react-router";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { KeyResultPageQuery } from "../../__generated__/KeyResultPageQuery.graphql";
import { Empty } from "../../ui/Empty";
import { Page } from "../../ui/Page";

/** The address of a key result: its line in the objective that it proves. */
export function KeyResultPage() {
  const { keyResultId } = useParams({ from: "/key-results/$keyResultId" });
  const { keyResult } = useLazyLoadQuery<KeyResultPageQuery>(
    graphql`
      query KeyResultPageQuery($id: ID!) {
        keyResult(id: $id) {
          objective {
            id
          }
        }
      }
    `,
    { id: keyResultId },
  );
  if (keyResult) {
    return (
      <Navigate
        to="/objectives/$objectiveId"
        params={{ objectiveId: keyResult.objective.id }}
        hash={keyResultId}
        replace
      />
    );
  }
  return (
    <Page title={<Trans>Nothing is here</Trans>}>
      <Empty>
        <Trans>This key result does not exist, or you may not see it.</Trans>
      </Empty>
    </Page>
  );
}
