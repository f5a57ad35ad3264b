import { Trans } from "@lingui/react/macro";
import { session, signInAddress } from "../lib/session";
import { useStore } from "../lib/store";
import { buttonClass } from "../ui/Button";
import styles from "./SessionEnded.module.css";

/** The session ended while somebody worked: say so, cover nothing, and come back to this very place. */
export function SessionEnded() {
  const state = useStore(session);
  if (state !== "ended") return null;
  return (
    <div role="alert" className={styles.notice}>
      <p>
        <Trans>Your session has ended. What you typed is kept in this browser.</Trans>
      </p>
      <a href={signInAddress()} className={buttonClass({ variant: "primary", size: "small" })}>
        <Trans>Sign in again</Trans>
      </a>
    </div>
  );
}
