import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { CheckInPanelQuery } from "../../__generated__/CheckInPanelQuery.graphql";
import { SidePanel } from "../../ui/Dialog";
import { CheckInForm } from "./CheckInForm";

type Props = {
  keyResultId: string;
  /** The key results one walks through at a check-in, in order. */
  order: readonly string[];
};

/** The check-in of one key result beside the page, and the way on to the next one. */
export function CheckInPanel({ keyResultId, order }: Props) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const { keyResult } = useLazyLoadQuery<CheckInPanelQuery>(
    graphql`
      query CheckInPanelQuery($id: ID!) {
        keyResult(id: $id) {
          id
          ...CheckInForm_keyResult
        }
      }
    `,
    { id: keyResultId },
  );
  const place = order.indexOf(keyResultId);
  const next = order[place + 1];
  const go = (checkIn: string | undefined) =>
    void navigate({ to: ".", search: (before) => ({ ...before, checkIn }), resetScroll: false });
  const title = order.length > 1 && place >= 0 ? t`Check-in, ${place + 1} of ${order.length}` : t`Check-in`;
  return (
    <SidePanel title={title} onClose={() => go(undefined)}>
      {keyResult ? (
        <CheckInForm
          key={keyResult.id}
          keyResult={keyResult}
          onDone={() => go(undefined)}
          onNext={next === undefined || place < 0 ? null : () => go(next)}
        />
      ) : (
        <p>
          <Trans>This key result does not exist, or you may not see it.</Trans>
        </p>
      )}
    </SidePanel>
  );
}
