import { useNavigate, useSearch } from "@tanstack/react-router";
import type { DependencySearch } from "./views";

/** What the address of the place says, and how it is changed; a change of the view is no step back. */
export function useDependencySearch(): {
  search: DependencySearch;
  change: (part: DependencySearch) => void;
} {
  const search = useSearch({ from: "/dependencies" });
  const navigate = useNavigate({ from: "/dependencies" });
  const change = (part: DependencySearch) =>
    void navigate({
      to: "/dependencies",
      search: (before) => ({ ...before, ...part }),
      replace: true,
      resetScroll: false,
    });
  return { search, change };
}
