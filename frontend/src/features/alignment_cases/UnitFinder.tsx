import { useLingui } from "@lingui/react/macro";
import { Suspense } from "react";
import { Skeleton } from "../../ui/Skeleton";
import { UnitChoice } from "../units/UnitChoice";
import { useUnits } from "../units/useUnits";
import "./texts";

type Props = { onChoose: (unit: { readonly id: string; readonly name: string }) => void };

/** Any unit of the organisation, found by its name or its place in the tree. */
export function UnitFinder(props: Props) {
  const { t } = useLingui();
  return (
    <Suspense fallback={<Skeleton label={t`Fetching the units`} />}>
      <Tree {...props} />
    </Suspense>
  );
}

function Tree({ onChoose }: Props) {
  const { t } = useLingui();
  const { units } = useUnits();
  return (
    <UnitChoice
      units={units}
      currentId={null}
      label={t`Which unit`}
      hasFirstFocus
      onChoose={(id) => {
        const unit = units.find((one) => one.id === id);
        if (unit) onChoose({ id, name: unit.name });
      }}
    />
  );
}
