import { Trans, useLingui } from "@lingui/react/macro";
import { lazy, Suspense } from "react";
import { Page } from "../../ui/Page";

const FirstSteps = lazy(() =>
  import("../founding/FirstSteps").then((module) => ({ default: module.FirstSteps })),
);

/** The organisation has not planned a cycle. */
export function NoCycle() {
  const { t } = useLingui();
  return (
    <Page title={<Trans>No cycle yet</Trans>} name={t`No cycle yet`}>
      <Suspense fallback={null}>
        <FirstSteps />
      </Suspense>
    </Page>
  );
}
