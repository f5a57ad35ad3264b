import { useLingui } from "@lingui/react/macro";
import { ChevronDown } from "lucide-react";
import { lazy, Suspense } from "react";
import { Disclosure } from "../../ui/Disclosure";
import { Skeleton } from "../../ui/Skeleton";
import { sizes } from "../../ui/tokens";
import styles from "./UnitSwitch.module.css";
import type { UnitPlace } from "./unitPlaces";

const UnitTree = lazy(() => import("./UnitTree").then((module) => ({ default: module.UnitTree })));

type Props = {
  name: string;
  unitId: string;
  /** What is shown of it, and will be of the other one. */
  place?: UnitPlace;
};

/** The unit one looks at, and the way to any other: a tree that can be searched. */
export function UnitSwitch({ name, unitId, place = "/contribution" }: Props) {
  const { t } = useLingui();
  return (
    <Disclosure
      label={t`Go to another unit`}
      className={styles.button}
      shown={
        <>
          {name}
          <ChevronDown size={sizes.mark} aria-hidden="true" className={styles.sign} />
        </>
      }
    >
      {(close) => (
        <Suspense fallback={<Skeleton label={t`Fetching the units`} />}>
          <UnitTree currentId={unitId} place={place} onChosen={close} />
        </Suspense>
      )}
    </Disclosure>
  );
}
