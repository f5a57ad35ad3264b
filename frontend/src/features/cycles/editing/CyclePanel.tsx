import { useLingui } from "@lingui/react/macro";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { CyclePanelQuery } from "../../../__generated__/CyclePanelQuery.graphql";
import { useFreshness } from "../../../lib/freshness";
import { SidePanel } from "../../../ui/Dialog";
import { AdvanceForm } from "./AdvanceForm";
import { CycleForm } from "./CycleForm";
import type { CycleChange } from "./changes";
import { isState } from "./states";
import "./texts";

type Props = { change: CycleChange; cycleId: string | null; onClose: () => void };

/** The form of a cycle beside the list. */
export function CyclePanel({ change, cycleId, onClose }: Props) {
  const { t } = useLingui();
  const { cycle, proposedCycle, organisation } = useLazyLoadQuery<CyclePanelQuery>(
    graphql`
      query CyclePanelQuery($cycle: ID!, $isNew: Boolean!) {
        cycle(id: $cycle) @skip(if: $isNew) {
          id
          name
          startsOn
          endsOn
          state
          version
        }
        proposedCycle @include(if: $isNew) {
          name
          startsOn
          endsOn
        }
        organisation {
          cycleMonths
        }
      }
    `,
    { cycle: cycleId ?? "", isNew: change === "plan" },
    useFreshness(),
  );
  if (change === "plan" && proposedCycle) {
    return (
      <SidePanel title={t`Plan the next cycle`} onClose={onClose}>
        <CycleForm cycle={null} start={proposedCycle} months={organisation.cycleMonths} onDone={onClose} />
      </SidePanel>
    );
  }
  if (!cycle || !isState(cycle.state)) return null;
  const { name, state } = cycle;
  return change === "advance" ? (
    <SidePanel title={t`Take ${name} on`} onClose={onClose}>
      <AdvanceForm cycle={{ id: cycle.id, name, state, version: cycle.version }} onDone={onClose} />
    </SidePanel>
  ) : (
    <SidePanel title={t`Change ${name}`} onClose={onClose}>
      <CycleForm
        cycle={{ id: cycle.id, state, version: cycle.version }}
        start={cycle}
        months={organisation.cycleMonths}
        onDone={onClose}
      />
    </SidePanel>
  );
}
