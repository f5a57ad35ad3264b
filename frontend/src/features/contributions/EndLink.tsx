import { Link } from "@tanstack/react-router";
import type { End } from "./ends";

/** The title of an end, leading to where it can be read: a Moal stands below the strategy. */
export function EndLink({ end, className }: { end: End; className?: string }) {
  if (end.objectiveId === null) {
    return (
      <Link
        to="/strategy"
        search={(before) => ({ ...before, year: end.year })}
        hash={end.id}
        className={className}
      >
        {end.title}
      </Link>
    );
  }
  return (
    <Link
      to="/objectives/$objectiveId"
      params={{ objectiveId: end.objectiveId }}
      hash={end.kind === "KEY_RESULT" ? end.id : undefined}
      className={className}
    >
      {end.title}
    </Link>
  );
}
