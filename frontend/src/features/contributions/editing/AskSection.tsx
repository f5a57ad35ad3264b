import "./texts";
import { Trans } from "@lingui/react/macro";
import { Suspense, useState } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { AskSection_objective$key } from "../../../__generated__/AskSection_objective.graphql";
import { Button } from "../../../ui/Button";
import { AskForContribution } from "./AskForContribution";
import styles from "./AskSection.module.css";
import { RequestsMade } from "./RequestsMade";

type Props = { objective: AskSection_objective$key; mayAsk: boolean };

/** Whom we asked for support of an objective, and the way to ask. */
export function AskSection({ objective, mayAsk }: Props) {
  const [isOpen, setOpen] = useState(false);
  const data = useFragment(
    graphql`
      fragment AskSection_objective on Objective {
        id
        cycle {
          id
        }
        ...RequestsMade_objective
      }
    `,
    objective,
  );
  return (
    <div className={styles.section}>
      <RequestsMade objective={data} mayWithdraw={mayAsk} />
      {mayAsk && (
        <Button size="small" onClick={() => setOpen(true)}>
          <Trans>Ask a unit to contribute …</Trans>
        </Button>
      )}
      {isOpen && (
        <Suspense>
          <AskForContribution targetId={data.id} cycleId={data.cycle.id} onDone={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}
