import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { askAgain } from "../../../lib/freshness";
import { newKey } from "../../../lib/keys";
import { Button } from "../../../ui/Button";
import { tell } from "../../../ui/messages";
import { useUnitChanges } from "./useUnitChanges";
import "./texts";

type Props = {
  unitId: string;
  version: number;
  /** The day for which it is planned. */
  on: string;
  name: string;
  isEnd?: boolean;
};

/** Calls off what is planned for a unit on a day. */
export function CallOff({ unitId, version, on, name, isEnd }: Props) {
  const { t } = useLingui();
  const { cancel, isUnderway } = useUnitChanges();
  const [key] = useState(newKey);
  const callOff = async () => {
    const ending = await cancel({
      variables: { input: { idempotencyKey: key, unit: unitId, on, expectedVersion: version } },
    });
    if (ending.how === "done") tell(isEnd ? t`${name} goes on.` : t`Called off: ${name} stays as it is.`);
    else {
      const words =
        ending.how === "failed"
          ? ending.words
          : ending.problems.map((problem) => `${problem.message} ${problem.remedy}`).join(" ");
      tell(words, { tone: "problem" });
    }
    askAgain();
  };
  return (
    <Button size="small" variant="plain" disabled={isUnderway} onClick={() => void callOff()}>
      {isEnd ? <Trans>Let it go on</Trans> : <Trans>Call off</Trans>}
    </Button>
  );
}
