import { useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { Dialog } from "../../ui/Dialog";
import { SearchField } from "./SearchField";
import type { Hit } from "./useHits";
import { usePlaces } from "./usePlaces";

const kinds = ["UNIT", "OBJECTIVE", "KEY_RESULT"] as const;

/** Find a place, a unit, an objective or a key result, and go there. */
export function SearchDialog({ typed, onClose }: { typed: () => string; onClose: () => void }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const places = usePlaces(onClose);
  const go = (hit: Hit) => {
    onClose();
    if (hit.objectiveId) {
      const hash = hit.kind === "KEY_RESULT" ? hit.id : undefined;
      void navigate({ to: "/objectives/$objectiveId", params: { objectiveId: hit.objectiveId }, hash });
    } else {
      void navigate({ to: "/contribution", search: (before) => ({ cycle: before.cycle, unit: hit.id }) });
    }
  };
  return (
    <Dialog title={t`Search`} onClose={onClose}>
      <SearchField
        label={t`Search units, objectives and key results`}
        placeholder={t`Unit, objective or key result`}
        kinds={kinds}
        cycle={null}
        onChoose={go}
        commands={places}
        typed={typed}
      />
    </Dialog>
  );
}
