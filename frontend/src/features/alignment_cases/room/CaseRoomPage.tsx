import { Trans } from "@lingui/react/macro";
import { Link, useParams } from "@tanstack/react-router";
import { graphql } from "react-relay/hooks";
import type { CaseRoomPageQuery } from "../../../__generated__/CaseRoomPageQuery.graphql";
import { buttonClass } from "../../../ui/Button";
import { Empty } from "../../../ui/Empty";
import { Page } from "../../../ui/Page";
import { useLiveQuery } from "../../okr_sets/useLiveQuery";
import { meOf } from "../me";
import { CaseRoom } from "./CaseRoom";
import "./texts";

const query = graphql`
  query CaseRoomPageQuery($id: ID!) {
    viewer {
      person {
        id
        name
      }
      memberships {
        role
        unit {
          id
        }
      }
    }
    alignmentCase(id: $id) {
      id
      ...CaseRoom_case
    }
  }
`;

/** A case: where units propose, answer and sign, each seeing at once what the others do. */
export function CaseRoomPage() {
  const { caseId } = useParams({ from: "/cases/$caseId" });
  return <OfCase key={caseId} id={caseId} />;
}

function OfCase({ id }: { id: string }) {
  const { alignmentCase, viewer } = useLiveQuery<CaseRoomPageQuery>(query, { id });
  if (!alignmentCase) return <Missing />;
  return <CaseRoom alignmentCase={alignmentCase} me={meOf(viewer.person?.name ?? "", viewer.memberships)} />;
}

function Missing() {
  return (
    <Page title={<Trans>Nothing is here</Trans>}>
      <Empty
        action={
          <Link to="/cases" className={buttonClass({ variant: "primary" })}>
            <Trans>To the cases</Trans>
          </Link>
        }
      >
        <Trans>This case does not exist, or you may not see it.</Trans>
      </Empty>
    </Page>
  );
}
