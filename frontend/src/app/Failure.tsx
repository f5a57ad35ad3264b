import { Trans, useLingui } from "@lingui/react/macro";
import { NotSignedIn, Outdated, ServerFailure, Unreachable } from "../lib/failures";
import { Button } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { Page } from "../ui/Page";
import { SignInPage } from "./SignInPage";

type Props = { error: Error; onRetry: () => void };

/** What went wrong, and what one can do about it. */
export function Failure({ error, onRetry }: Props) {
  const { t } = useLingui();
  if (error instanceof NotSignedIn) return <SignInPage />;
  const again = (
    <Button variant="primary" onClick={onRetry}>
      <Trans>Try again</Trans>
    </Button>
  );
  if (error instanceof Unreachable) {
    return (
      <Page title={<Trans>No connection</Trans>} name={t`No connection`}>
        <Empty action={again}>
          <Trans>
            The server cannot be reached. Check the network; what you typed is kept in this browser.
          </Trans>
        </Empty>
      </Page>
    );
  }
  if (error instanceof Outdated) {
    return (
      <Page title={<Trans>There is a newer version</Trans>} name={t`There is a newer version`}>
        <Empty
          action={
            <Button variant="primary" onClick={() => window.location.reload()}>
              <Trans>Load it</Trans>
            </Button>
          }
        >
          <Trans>Samsvar was updated while this page was open. What you typed is kept in this browser.</Trans>
        </Empty>
      </Page>
    );
  }
  const reference = error instanceof ServerFailure ? error.reference : null;
  return (
    <Page title={<Trans>That did not work</Trans>} name={t`That did not work`}>
      <Empty action={again}>
        <Trans>Something failed on our side, and it was noted. Try again in a moment.</Trans>
        {reference && (
          <>
            {" "}
            <Trans>
              If you report it, name this reference: <code>{reference}</code>
            </Trans>
          </>
        )}
      </Empty>
    </Page>
  );
}
