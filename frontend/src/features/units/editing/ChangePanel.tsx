import { useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { ChangePanelQuery } from "../../../__generated__/ChangePanelQuery.graphql";
import { localDay } from "../../../lib/days";
import { useFreshness } from "../../../lib/freshness";
import { SidePanel } from "../../../ui/Dialog";
import { ChangeForm } from "./ChangeForm";
import type { UnitChange } from "./changes";
import "./texts";

type Props = { change: UnitChange; unitId: string };

/** The form of a change beside the tree, with what it would do. */
export function ChangePanel({ change, unitId }: Props) {
  const { t } = useLingui();
  const navigate = useNavigate({ from: "/organisation/units" });
  const { unit, currentCycle } = useLazyLoadQuery<ChangePanelQuery>(
    graphql`
      query ChangePanelQuery($unit: ID!) {
        unit(id: $unit) {
          id
          name
          kind
          version
          validFrom
          parent {
            id
            name
          }
        }
        currentCycle {
          name
          endsOn
        }
      }
    `,
    { unit: unitId },
    useFreshness(),
  );
  const close = (of?: string) =>
    void navigate({
      to: "/organisation/units",
      search: ({ change: _closed, ...before }) => ({ ...before, ...(of ? { of } : {}) }),
      resetScroll: false,
    });
  if (!unit) return null;
  const { name } = unit;
  const titles: Record<UnitChange, string> = {
    found: t`Found a unit below ${name}`,
    rename: t`Rename ${name}`,
    move: t`Move ${name}`,
    end: t`End ${name}`,
  };
  return (
    <SidePanel title={titles[change]} onClose={() => close()}>
      <ChangeForm
        change={change}
        unit={{
          id: unit.id,
          name,
          version: unit.version,
          validFrom: unit.validFrom,
          parentId: unit.parent?.id ?? null,
        }}
        cycle={currentCycle ?? null}
        today={localDay(new Date())}
        onDone={close}
      />
    </SidePanel>
  );
}
