import { useRouterState } from "@tanstack/react-router";
import { useEffect } from "react";

/** How long what an address names may take to arrive, in milliseconds. */
const patience = 5_000;

/** Lead to what the address names (`#objective_…`): bring it into view, and give it the focus. */
export function useAnchor(): void {
  const anchor = useRouterState({ select: (state) => state.location.hash });
  // Choosing the same line again leads there again, though the address stays.
  const visit = useRouterState({ select: (state) => state.location.state.key });
  // biome-ignore lint/correctness/useExhaustiveDependencies: each visit leads there.
  useEffect(() => {
    if (!anchor) return;
    const lead = () => {
      const region = document.getElementById(anchor);
      if (!region) return false;
      region.scrollIntoView({ block: "center" });
      region.focus({ preventScroll: true });
      return true;
    };
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
