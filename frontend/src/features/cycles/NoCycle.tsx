import { Trans, useLingui } from "@lingui/react/macro";
import { Empty } from "../../ui/Empty";
import { Page } from "../../ui/Page";

/** The organisation has not planned a cycle. */
export function NoCycle() {
  const { t } = useLingui();
  return (
    <Page title={<Trans>No cycle yet</Trans>} name={t`No cycle yet`}>
      <Empty>
        <Trans>OKRs live in cycles of three or four months. An administrator plans the first one.</Trans>
      </Empty>
    </Page>
  );
}
