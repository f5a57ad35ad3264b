import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { useStore } from "../lib/store";
import { durations } from "../ui/tokens";
import styles from "./LiveHint.module.css";
import { live } from "./liveState";

/** Says so when changes of others do not arrive by themselves; a short break is no news. */
export function LiveHint() {
  const { t } = useLingui();
  const state = useStore(live);
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    if (state === "live") {
      setShown(false);
      return;
    }
    const timer = setTimeout(() => setShown(true), durations.patience);
    return () => clearTimeout(timer);
  }, [state]);
  if (!isShown) return null;
  return (
    <span
      className={styles.hint}
      role="status"
      title={t`Changes of others appear when you load the page again.`}
    >
      <Trans>Not live</Trans>
    </span>
  );
}
