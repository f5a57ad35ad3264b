import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { CorrectPanelQuery } from "../../../__generated__/CorrectPanelQuery.graphql";
import { SidePanel } from "../../../ui/Dialog";
import { CorrectForm } from "./CorrectForm";
import "./texts";

/** A check-in in another one's place, beside the page. */
export function CorrectPanel({ checkInId, onClose }: { checkInId: string; onClose: () => void }) {
  const { t } = useLingui();
  const { node } = useLazyLoadQuery<CorrectPanelQuery>(
    graphql`
      query CorrectPanelQuery($id: ID!) {
        node(id: $id) {
          ... on CheckIn {
            isSuperseded
            ...CorrectForm_checkIn @alias(as: "form")
          }
        }
      }
    `,
    { id: checkInId },
  );
  return (
    <SidePanel title={t`Correct a check-in`} onClose={onClose}>
      {node?.form && !node.isSuperseded ? (
        <CorrectForm checkIn={node.form} onDone={onClose} />
      ) : (
        <p>
          <Trans>This check-in does not exist, or was corrected already.</Trans>
        </p>
      )}
    </SidePanel>
  );
}
