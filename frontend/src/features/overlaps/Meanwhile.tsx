import "./texts";
import { Trans } from "@lingui/react/macro";
import styles from "./Meanwhile.module.css";

/** What somebody else decided while one was deciding; sending goes on from there. */
export function Meanwhile({ said }: { said: string | null }) {
  return (
    <div role="status">
      {said && (
        <p className={styles.said}>
          <Trans>Meanwhile: {said} What you typed is kept; send it to decide anew.</Trans>
        </p>
      )}
    </div>
  );
}
