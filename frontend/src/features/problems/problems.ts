import { useLingui } from "@lingui/react/macro";
import { NotSignedIn, Outdated, ServerFailure, Unreachable } from "../../lib/failures";

/** An objective on a circle; blank where it is a draft that the person doesn't see. */
export type Station = {
  readonly nodeId: string | null | undefined;
  readonly title: string | null | undefined;
  readonly unitName: string | null | undefined;
};

/** Why the server refused something, in the person's language. */
export type Problem = {
  readonly code: string;
  readonly field: string | null | undefined;
  readonly message: string;
  readonly remedy: string;
  readonly details: readonly string[];
  /** The circle that a link would close, the same objective first and last. */
  readonly circle?: readonly Station[];
};

const camelCase = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

export function isAbout(problem: Problem, field: string): boolean {
  return problem.field !== null && problem.field !== undefined && camelCase(problem.field) === field;
}

/** What to say at a field: the fact, then what to do about it. */
export function problemAt(problems: readonly Problem[], field: string): string | null {
  const found = problems.find((problem) => isAbout(problem, field));
  return found ? [found.message, found.remedy].filter(Boolean).join(" ") : null;
}

/** Words for what went wrong on the way, when the server did not get as far as deciding. */
export function useFailureWords(): (error: unknown) => string {
  const { t } = useLingui();
  return (error) => {
    if (error instanceof NotSignedIn)
      return t`Your session has ended. Sign in again; what you typed is kept.`;
    if (error instanceof Unreachable)
      return t`No connection. What you typed is kept; try again when you are online.`;
    if (error instanceof Outdated)
      return t`Samsvar was updated. Load the page again; what you typed is kept.`;
    if (error instanceof ServerFailure && error.reference) {
      const { reference } = error;
      return t`Something failed on our side (reference ${reference}). What you typed is kept; try again in a moment.`;
    }
    return t`Something failed on our side. What you typed is kept; try again in a moment.`;
  };
}
