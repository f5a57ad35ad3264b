import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { AskInPanel_case$key } from "../../../__generated__/AskInPanel_case.graphql";
import type { caseDeedsAskUnitMutation } from "../../../__generated__/caseDeedsAskUnitMutation.graphql";
import { newKey } from "../../../lib/keys";
import { SidePanel } from "../../../ui/Dialog";
import { tell } from "../../../ui/messages";
import { ProblemList } from "../../problems/ProblemList";
import { UnitFinder } from "../UnitFinder";
import * as deeds from "./caseDeeds";
import "./texts";
import { useCaseDeed } from "./useCaseDeed";

type Props = { alignmentCase: AskInPanel_case$key; onClose: () => void };

/** Ask another unit to take part: its signature is needed from then on. */
export function AskInPanel({ alignmentCase, onClose }: Props) {
  const { t } = useLingui();
  const { id, version } = useFragment(
    graphql`
      fragment AskInPanel_case on AlignmentCase {
        id
        version
      }
    `,
    alignmentCase,
  );
  const deed = useCaseDeed();
  const ask = async (unit: string) => {
    const isDone = await deed.send<caseDeedsAskUnitMutation>(
      deeds.askUnit,
      { case: id, askedUnit: unit, expectedVersion: version, idempotencyKey: newKey() },
      (answer) => answer.askUnitIntoCase.problems,
    );
    if (!isDone) return;
    onClose();
    tell(t`Asked. The unit finds the case in its inbox.`);
  };
  return (
    <SidePanel title={t`Ask another unit in`} onClose={onClose}>
      <p>
        <Trans>It sees the case, can say and propose something, and signs what is agreed.</Trans>
      </p>
      <UnitFinder onChoose={({ id: unit }) => void ask(unit)} />
      <ProblemList problems={deed.problems} failure={deed.failure} />
    </SidePanel>
  );
}
