import { useEffect, useState } from "react";
import { durations } from "../../../ui/tokens";

/** A value once it hasn't changed for a moment, so that not each letter asks the server. */
export function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  const told = JSON.stringify(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what counts is what the value says, not which object it is.
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), durations.typing);
    return () => clearTimeout(timer);
  }, [told]);
  return settled;
}
