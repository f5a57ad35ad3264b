import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { lazy, Suspense, useState } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { StageBar_okrSet$key } from "../../__generated__/StageBar_okrSet.graphql";
import { Button } from "../../ui/Button";
import { announce, tell } from "../../ui/messages";
import { ProblemList } from "../problems/ProblemList";
import { useRights } from "../units/useRights";
import styles from "./StageBar.module.css";
import { StageList } from "./StageList";
import { stageOf, type Turning, turnsFor } from "./stages";
import "./texts";
import { type Refused, useTurns } from "./useTurns";

const ReopenDialog = lazy(() =>
  import("./ReopenDialog").then((module) => ({ default: module.ReopenDialog })),
);
const CommitmentPanel = lazy(() =>
  import("./CommitmentPanel").then((module) => ({ default: module.CommitmentPanel })),
);

type Props = { okrSet: StageBar_okrSet$key };

/** Lead to the list of what is missing, which the planning page has. */
function leadToMissing(): void {
  const list = document.getElementById("coherence");
  list?.closest("details")?.setAttribute("open", "");
  list?.scrollIntoView({ block: "start" });
  list?.focus({ preventScroll: true });
}

/** How binding the unit's OKRs are, what that means, and what may be done next by whom. */
export function StageBar({ okrSet }: Props) {
  const { t } = useLingui();
  const { id, state, version, unit, cycle, missing, commitments } = useFragment(
    graphql`
      fragment StageBar_okrSet on OkrSet {
        id
        state
        version
        unit {
          id
          name
        }
        cycle {
          id
          state
        }
        missing {
          code
        }
        commitments {
          number
        }
      }
    `,
    okrSet,
  );
  const { turn, isUnderway } = useTurns();
  const [refused, setRefused] = useState<Refused>(null);
  const [opened, setOpened] = useState<"reopen" | "commitment" | null>(null);
  const rights = useRights(unit.id);
  const turns = turnsFor(state, rights, cycle);
  const lacks = missing.length;

  const back = async () => setRefused(await turn("reopen", id, version + 1));
  const act = async (which: Turning) => {
    if (which === "reopen" && state === "COMMITTED") return setOpened("reopen");
    if (which === "commit" && lacks > 0) return leadToMissing();
    const refusal = await turn(which, id, version);
    setRefused(refusal);
    if (refusal) return;
    // The way back is the unit's word, as the way forward is to commit.
    const undo = { label: t`Undo`, run: () => void back() };
    const mayGoBack = turnsFor("PROPOSED", rights, cycle).includes("reopen");
    switch (which) {
      case "propose":
        return tell(t`Proposed: everybody sees it now.`, { action: mayGoBack ? undo : undefined });
      case "align":
        return tell(t`Aligned with the others concerned.`, { action: undo });
      case "reopen":
        return tell(state === "ALIGNED" ? t`Proposed again.` : t`A draft again, seen by us and those above.`);
      case "commit":
        announce(t`Committed. What ${unit.name} committed to is kept.`);
        return setOpened("commitment");
    }
  };

  return (
    <section className={styles.bar} aria-label={t`Stage`}>
      <StageList state={state} />
      <div className={styles.next}>
        <Meaning state={state} unit={unit.name} mayAct={turns.length > 0} />
        <div className={styles.deeds}>
          {turns.map((which) => (
            <Button
              key={which}
              variant={which === "propose" || (which === "commit" && lacks === 0) ? "primary" : "quiet"}
              size="small"
              disabled={isUnderway}
              aria-describedby={which === "commit" && lacks > 0 ? `${id}-lacks` : undefined}
              onClick={() => void act(which)}
            >
              <TurnWords turn={which} state={state} />
            </Button>
          ))}
          {commitments.length > 0 && (
            <Button size="small" variant="plain" onClick={() => setOpened("commitment")}>
              <Trans>What we committed to</Trans>
            </Button>
          )}
        </div>
        {turns.includes("commit") && lacks > 0 && (
          <p id={`${id}-lacks`} className={styles.lacks}>
            <Plural
              value={lacks}
              one="One thing is missing before we can commit. The list shows what."
              other="# things are missing before we can commit. The list shows which."
            />
          </p>
        )}
        {refused && <ProblemList problems={refused.problems} failure={refused.failure} />}
      </div>
      <Suspense>
        {opened === "reopen" && (
          <ReopenDialog okrSetId={id} version={version} onClose={() => setOpened(null)} />
        )}
        {opened === "commitment" && <CommitmentPanel okrSetId={id} onClose={() => setOpened(null)} />}
      </Suspense>
    </section>
  );
}

function TurnWords({ turn, state }: { turn: Turning; state: string }) {
  switch (turn) {
    case "propose":
      return <Trans>Propose to everybody</Trans>;
    case "align":
      return <Trans>Mark as aligned</Trans>;
    case "commit":
      return <Trans>Commit</Trans>;
    case "reopen":
      if (state === "COMMITTED") return <Trans>Open again</Trans>;
      return state === "ALIGNED" ? <Trans>Back to proposed</Trans> : <Trans>Back to draft</Trans>;
  }
}

/** What the stage means, and who takes the next step. */
function Meaning({ state, unit, mayAct }: { state: string; unit: string; mayAct: boolean }) {
  const stage = stageOf(state);
  return (
    <p className={styles.meaning}>
      {stage === "DRAFT" && (
        <Trans>
          Seen by {unit} and those above alone. Proposed, it is seen by everybody, and others answer.
        </Trans>
      )}
      {stage === "PROPOSED" && (
        <Trans>
          Everybody sees it. From here on {unit} alone changes it: aligned with the others concerned if that
          helps, then committed to.
        </Trans>
      )}
      {stage === "ALIGNED" && <Trans>Agreed with the others concerned. What is left is to commit.</Trans>}
      {state === "COMMITTED" && (
        <Trans>{unit} has committed to it. What changes now needs a reason, and stays visible.</Trans>
      )}
      {state === "REVIEWED" && <Trans>Reviewed: it stands as it is.</Trans>}
      {state === "CLOSED" && <Trans>Over with its cycle.</Trans>}{" "}
      {!mayAct && stage === "DRAFT" && <Trans>The people of {unit} propose it.</Trans>}
      {!mayAct && (stage === "PROPOSED" || stage === "ALIGNED") && (
        <Trans>The lead or the OKR master of {unit} commits.</Trans>
      )}
    </p>
  );
}
