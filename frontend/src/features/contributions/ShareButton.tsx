import { Trans } from "@lingui/react/macro";
import { lazy, Suspense, useState } from "react";
import type { SetExports_okrSet$key } from "../../__generated__/SetExports_okrSet.graphql";
import { Button } from "../../ui/Button";

const SetExports = lazy(() =>
  import("../exports/SetExports").then((module) => ({ default: module.SetExports })),
);

/** The way to paper, files and the link; what they need comes when somebody asks for it. */
export function ShareButton({ okrSet }: { okrSet: SetExports_okrSet$key }) {
  const [isAsked, setAsked] = useState(false);
  const button = (
    <Button aria-haspopup="menu" aria-expanded={false} onClick={() => setAsked(true)}>
      <Trans>Share</Trans>
    </Button>
  );
  if (!isAsked) return button;
  return (
    <Suspense fallback={button}>
      <SetExports okrSet={okrSet} isOpenAtFirst />
    </Suspense>
  );
}
