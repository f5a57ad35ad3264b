import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { AgreementDeeds_case$key } from "../../../__generated__/AgreementDeeds_case.graphql";
import { Button } from "../../../ui/Button";
import type { Me } from "../me";
import { LookAgainDialog } from "./LookAgainDialog";
import styles from "./Proposal.module.css";
import { UndoDialog } from "./UndoDialog";
import "./texts";

/** What is done with an agreement: one looks at it again, or opens the case that undoes it. */
export function AgreementDeeds({ alignmentCase, me }: { alignmentCase: AgreementDeeds_case$key; me: Me }) {
  const [open, setOpen] = useState<"look" | "undo" | null>(null);
  const data = useFragment(
    graphql`
      fragment AgreementDeeds_case on AlignmentCase {
        lookAgainOn
        participants {
          unit {
            id
            name
          }
        }
        undoneBy {
          id
        }
        ...LookAgainDialog_case
        ...UndoDialog_case
      }
    `,
    alignmentCase,
  );
  const units = data.participants.map(({ unit }) => unit).filter(({ id }) => me.speaksFor.has(id));
  if (units.length === 0) return null;
  const close = () => setOpen(null);
  return (
    <div className={styles.deeds}>
      <Button onClick={() => setOpen("look")}>
        {data.lookAgainOn ? <Trans>We looked at it</Trans> : <Trans>Look at it again one day</Trans>}
      </Button>
      {!data.undoneBy && (
        <Button onClick={() => setOpen("undo")}>
          <Trans>Undo it by another case</Trans>
        </Button>
      )}
      {open === "look" && <LookAgainDialog alignmentCase={data} units={units} onClose={close} />}
      {open === "undo" && <UndoDialog alignmentCase={data} units={units} onClose={close} />}
    </div>
  );
}
