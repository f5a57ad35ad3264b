import { Trans } from "@lingui/react/macro";
import type { PreviewShown_preview$key } from "../../../__generated__/PreviewShown_preview.graphql";
import { PreviewShown } from "../preview/PreviewShown";
import styles from "./Composer.module.css";
import "./texts";

type Props = {
  preview: PreviewShown_preview$key | null;
  isLooking: boolean;
  failure: string | null;
  /** All is said that the changes need. */
  isComplete: boolean;
};

/** What the proposal would change, as it is being composed. */
export function PreviewPane({ preview, isLooking, failure, isComplete }: Props) {
  return (
    <div className={styles.part} aria-busy={isLooking}>
      <h3 className={styles.label}>
        <Trans>What it will change</Trans>
      </h3>
      {!isComplete && (
        <p className={styles.hint}>
          <Trans>Shown once each change says what it needs.</Trans>
        </p>
      )}
      {failure && (
        <p className={styles.hint} role="status">
          {failure}
        </p>
      )}
      {preview && <PreviewShown preview={preview} areProblemsAtEffects />}
    </div>
  );
}
