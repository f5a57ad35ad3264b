import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Button } from "../../ui/Button";
import styles from "./BothVersions.module.css";
import "./texts";

type Props = {
  /** Who changed it meanwhile, when that is known. */
  by: string | null;
  /** What stands now, with what they changed marked. */
  children: ReactNode;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
};

/** Somebody else was quicker: what stands now beside what one typed, which stays in the form below. */
export function BothVersions({ by, children, onKeepMine, onTakeTheirs }: Props) {
  return (
    <section role="alert" className={styles.both}>
      <p className={styles.what}>
        {by ? (
          <Trans>{by} changed this while you wrote. What stands now:</Trans>
        ) : (
          <Trans>This was changed while you wrote. What stands now:</Trans>
        )}
      </p>
      <div className={styles.theirs}>{children}</div>
      <p>
        <Trans>What you wrote stands below, as you left it.</Trans>
      </p>
      <div className={styles.deeds}>
        <Button size="small" onClick={onKeepMine}>
          <Trans>Go on with mine</Trans>
        </Button>
        <Button size="small" onClick={onTakeTheirs}>
          <Trans>Take what stands now</Trans>
        </Button>
      </div>
    </section>
  );
}
