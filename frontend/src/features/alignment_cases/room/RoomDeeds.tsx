import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { RoomDeeds_case$key } from "../../../__generated__/RoomDeeds_case.graphql";
import { Button } from "../../../ui/Button";
import { AskInPanel } from "./AskInPanel";
import { EscalateDialog } from "./EscalateDialog";
import styles from "./RoomDeeds.module.css";
import { WithdrawDialog } from "./WithdrawDialog";
import "./texts";

/** What is seldom done with a case: others are asked in, the unit above is asked to help, the case is given up. */
export function RoomDeeds({ alignmentCase }: { alignmentCase: RoomDeeds_case$key }) {
  const [open, setOpen] = useState<"ask" | "escalate" | "withdraw" | null>(null);
  const data = useFragment(
    graphql`
      fragment RoomDeeds_case on AlignmentCase {
        id
        state
        ...AskInPanel_case
        ...EscalateDialog_case
        ...WithdrawDialog_case
      }
    `,
    alignmentCase,
  );
  const close = () => setOpen(null);
  return (
    <div className={styles.deeds}>
      <Button size="small" variant="plain" onClick={() => setOpen("ask")}>
        <Trans>Ask another unit in</Trans>
      </Button>
      <Button size="small" variant="plain" onClick={() => setOpen("escalate")}>
        <Trans>Ask the unit above to help</Trans>
      </Button>
      <Button size="small" variant="plain" onClick={() => setOpen("withdraw")}>
        <Trans>Withdraw the case</Trans>
      </Button>
      {open === "ask" && <AskInPanel alignmentCase={data} onClose={close} />}
      {open === "escalate" && <EscalateDialog alignmentCase={data} onClose={close} />}
      {open === "withdraw" && <WithdrawDialog alignmentCase={data} onClose={close} />}
    </div>
  );
}
