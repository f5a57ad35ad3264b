import { useRouterState } from "@tanstack/react-router";
import { useEffect } from "react";

/** How long what an address names may take to arrive, in milliseconds. */
const patience = 5_000;

/** Bring a region into view, and give it the focus; false when it isn't there. */
export function leadTo(anchor: string): boolean {
  const region = document.getElementById(anchor);
  if (!region) return false;
  region.scrollIntoView({ block: "center" });
  region.focus({ preventScroll: true });
  return true;
}

/** Lead to what the address names (`#objective_…`). */
export function useAnchor(): void {
  const anchor = useRouterState({ select: (state) => state.location.hash });
  // Choosing the same line again leads there again, though the address stays.
  const visit = useRouterState({ select: (state) => state.location.state.key });
  // biome-ignore lint/correctness/useExhaustiveDependencies: each visit leads there.
  useEffect(() => {
    if (!anchor) return;
    const lead = () => leadTo(anchor);
    if (lead()) return;
    const observer = new MutationObserver(() => {
      if (lead()) observer.disconnect();
    });
    observer.observe(document.body, { childList: true, subtree: true });
    const timer = setTimeout(() => observer.disconnect(), patience);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [anchor, visit]);
}
