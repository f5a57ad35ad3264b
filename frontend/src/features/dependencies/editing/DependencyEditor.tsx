import { Trans, useLingui } from "@lingui/react/macro";
import { lazy, Suspense, useState } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import "./texts";
import type { DependencyEditor_objective$key } from "../../../__generated__/DependencyEditor_objective.graphql";
import { Button } from "../../../ui/Button";
import { useRights } from "../../units/useRights";
import { AskPanel } from "./AskPanel";
import { DependencyAnswer } from "./DependencyAnswer";
import styles from "./DependencyEditor.module.css";

const RiskLine = lazy(() =>
  import("../../objectives/alignment/RiskLine").then((module) => ({ default: module.RiskLine })),
);

const nothing = () => {};

/** What an objective and its key results need of other units, and what others need of it: asked for and answered. */
export function DependencyEditor({ objective }: { objective: DependencyEditor_objective$key }) {
  const { t } = useLingui();
  const data = useFragment(
    graphql`
      fragment DependencyEditor_objective on Objective {
        id
        title
        unit {
          id
        }
        cycle {
          id
          endsOn
        }
        okrSet {
          state
        }
        keyResults {
          id
          title
        }
        dependsOn {
          id
          state
          ...DependencyAnswer_dependency
        }
        neededBy {
          id
          state
          ...DependencyAnswer_dependency
        }
        ...RiskLine_objective
      }
    `,
    objective,
  );
  const [isAsking, setAsking] = useState(false);
  // Whoever may change what a unit has shown belongs to the unit; nobody asks in its name from above.
  const mayAsk = useRights(data.unit.id).includes("REVISE_OKRS");
  const needs = data.dependsOn.filter(({ state }) => state !== "WITHDRAWN");
  const needed = data.neededBy.filter(({ state }) => state !== "WITHDRAWN" && state !== "DECLINED");

  return (
    <div className={styles.dependencies}>
      <Suspense>
        <RiskLine objective={data} />
      </Suspense>
      {needs.length > 0 && (
        <ul className={styles.list} aria-label={t`What it needs from others`}>
          {needs.map((dependency) => (
            <li key={dependency.id}>
              <DependencyAnswer dependency={dependency} onDone={nothing} />
            </li>
          ))}
        </ul>
      )}
      {needed.length > 0 && (
        <ul className={styles.list} aria-label={t`What others need from it`}>
          {needed.map((dependency) => (
            <li key={dependency.id}>
              <DependencyAnswer dependency={dependency} onDone={nothing} />
            </li>
          ))}
        </ul>
      )}
      {mayAsk && (
        <div>
          <Button size="small" variant="plain" className={styles.ask} onClick={() => setAsking(true)}>
            <Trans>Ask another unit for something …</Trans>
          </Button>
        </div>
      )}
      {isAsking && (
        <AskPanel
          objective={data}
          unitId={data.unit.id}
          cycleId={data.cycle.id}
          cycleEndsOn={data.cycle.endsOn}
          isDraft={data.okrSet.state === "DRAFT"}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}
