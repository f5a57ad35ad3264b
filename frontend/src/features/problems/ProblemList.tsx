import { Trans } from "@lingui/react/macro";
import { lazy, Suspense, useEffect, useRef } from "react";
import { session, signInAddress } from "../../lib/session";
import { useStore } from "../../lib/store";
import styles from "./ProblemList.module.css";
import { isAbout, type Problem } from "./problems";

const CirclePath = lazy(() =>
  import("./circles/CirclePath").then((module) => ({ default: module.CirclePath })),
);

type Props = {
  problems: readonly Problem[];
  /** Fields that show their problems themselves. */
  shownAtFields?: readonly string[];
  /** What failed on the way, if anything. */
  failure?: string | null;
};

/** What was refused, and what to do about it. */
export function ProblemList({ problems, shownAtFields = [], failure = null }: Props) {
  const rest = problems.filter((problem) => !shownAtFields.some((field) => isAbout(problem, field)));
  const isSignedOut = useStore(session) === "ended";
  const box = useRef<HTMLDivElement>(null);
  const said = [failure, ...rest.map((problem) => problem.message)].join();
  // On a phone it may lie below what is in sight, under the buttons that stay there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is said anew is shown anew.
  useEffect(() => {
    // Browsers answer with a promise by now, which is not for an effect to return.
    void box.current?.scrollIntoView?.({ block: "center" });
  }, [said]);
  if (rest.length === 0 && !failure) return null;
  return (
    <div ref={box} role="alert" className={styles.list}>
      {failure && <p>{failure}</p>}
      {failure && isSignedOut && (
        <a href={signInAddress()}>
          <Trans>Sign in again</Trans>
        </a>
      )}
      {rest.map((problem) => (
        <div key={problem.code + problem.message}>
          <p className={styles.message}>{problem.message}</p>
          {problem.circle && problem.circle.length > 1 ? (
            <Suspense>
              <CirclePath circle={problem.circle} />
            </Suspense>
          ) : (
            problem.details.length > 0 && <p className={styles.details}>{problem.details.join(" → ")}</p>
          )}
          {problem.remedy && <p>{problem.remedy}</p>}
        </div>
      ))}
    </div>
  );
}
