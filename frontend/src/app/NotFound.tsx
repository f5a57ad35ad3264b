import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { buttonClass } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { Page } from "../ui/Page";

export function NotFound() {
  return (
    <Page title={<Trans>Nothing is here</Trans>}>
      <Empty
        action={
          <Link to="/contribution" className={buttonClass({ variant: "primary" })}>
            <Trans>To our contribution</Trans>
          </Link>
        }
      >
        <Trans>The address leads nowhere, or to something that you may not see.</Trans>
      </Empty>
    </Page>
  );
}
