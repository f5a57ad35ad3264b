import "./texts";
import { useLingui } from "@lingui/react/macro";
import type { TieEnd } from "./ties";

/** What a tie is to one of its ends, in words. */
export function useTieWords(): (end: TieEnd) => string {
  const { t } = useLingui();
  return ({ role, other, isLate }) => {
    const unit = other.unit.name;
    switch (role) {
      case "conflicts":
        return t`conflicts with ${unit}`;
      case "overlaps":
        return t`overlaps with ${unit}`;
      case "waits":
        return isLate ? t`waits for ${unit}, late` : t`waits for ${unit}`;
      case "awaited":
        return isLate ? t`${unit} waits for it, late` : t`${unit} waits for it`;
    }
  };
}
