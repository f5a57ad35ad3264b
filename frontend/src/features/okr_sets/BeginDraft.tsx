import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import { graphql } from "react-relay/hooks";
import type { BeginDraftMutation } from "../../__generated__/BeginDraftMutation.graphql";
import { askAgain } from "../../lib/freshness";
import { newKey } from "../../lib/keys";
import { Button, buttonClass } from "../../ui/Button";
import { Empty } from "../../ui/Empty";
import { ProblemList } from "../problems/ProblemList";
import type { Problem } from "../problems/problems";
import { useDeed } from "../problems/useDeed";
import { UnlessItTakesNoPart } from "../units/editing/UnlessItTakesNoPart";
import { isOpenForPlanning } from "./planning";
import "./texts";

const mutation = graphql`
  mutation BeginDraftMutation($input: OpenOkrSetInput!, $cycle: ID!) {
    openOkrSet(input: $input) {
      okrSet {
        id
        unit {
          id
          ...PlannedUnit_unit @arguments(cycle: $cycle)
        }
      }
      problems {
        code
        field
        message
        remedy
        details
      }
    }
  }
`;

const payloadOf = (response: BeginDraftMutation["response"]) => response.openOkrSet;

type Props = {
  unitId: string;
  unitName: string;
  cycle: { readonly id: string; readonly name: string; readonly state: string };
  mayDraft: boolean;
};

/** Where a unit's OKRs will be, if its level has any. */
export function BeginDraft(props: Props) {
  return (
    <UnlessItTakesNoPart unitId={props.unitId}>
      <Beginning {...props} />
    </UnlessItTakesNoPart>
  );
}

/** What belongs here, and the first step. */
function Beginning({ unitId, unitName, cycle, mayDraft }: Props) {
  const { send, isUnderway } = useDeed<BeginDraftMutation>(mutation, payloadOf);
  const [key, setKey] = useState(newKey);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const begin = async () => {
    const input = { idempotencyKey: key, unit: unitId, cycle: cycle.id };
    const ending = await send({ variables: { input, cycle: cycle.id } });
    setFailure(ending.how === "failed" ? ending.words : null);
    if (ending.how === "failed") return;
    setKey(newKey());
    // A colleague may have been quicker: then it is there.
    if (ending.how === "refused" && ending.problems.some(({ code }) => code === "SET_EXISTS")) askAgain();
    else setProblems(ending.how === "refused" ? ending.problems : []);
  };
  if (!isOpenForPlanning(cycle)) {
    return (
      <Empty
        action={
          <a href="/organisation/cycles" className={buttonClass()}>
            <Trans>See the cycles</Trans>
          </a>
        }
      >
        <Trans>
          {unitName} has no OKRs in {cycle.name}, and the cycle is past its planning. OKRs are written in a
          cycle that is prepared, planned or running.
        </Trans>
      </Empty>
    );
  }
  if (!mayDraft) {
    return (
      <Empty>
        <Trans>
          {unitName} has not begun its OKRs for {cycle.name}, or keeps its draft to itself. They appear here
          when they are shown.
        </Trans>
      </Empty>
    );
  }
  return (
    <Empty
      action={
        <Button variant="primary" disabled={isUnderway} onClick={() => void begin()}>
          <Trans>Begin the draft</Trans>
        </Button>
      }
    >
      <Trans>
        Here {unitName} writes down what it wants to reach in {cycle.name}: one to five objectives in words,
        and two to five key results that prove each. A draft is seen by the unit and those above it alone,
        until it is proposed.
      </Trans>
      <ProblemList problems={problems} failure={failure} />
    </Empty>
  );
}
