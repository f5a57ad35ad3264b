import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Check, CloudOff, PencilLine, TriangleAlert } from "lucide-react";
import { useRef } from "react";
import { useSaveState } from "../../lib/edits/useEdits";
import { signInAddress } from "../../lib/session";
import { classes } from "../../ui/classes";
import { sizes } from "../../ui/tokens";
import { KeptChanges } from "./KeptChanges";
import styles from "./SaveState.module.css";
import "./texts";

type Props = {
  /** Nothing is written here (any more): only what was typed before is worth a word. */
  isLocked?: boolean;
};

/** How what was typed is doing: saved, under way, or kept here until the server can be reached. */
export function SaveState({ isLocked = false }: Props) {
  const { t } = useLingui();
  const state = useSaveState();
  const { kept, conflicts, refused, trouble, isSaving } = state;
  const wasTroubled = useRef(false);
  const isNews = !isLocked || kept > 0;
  const isTroubled = trouble !== null || conflicts > 0 || refused > 0;
  if (isTroubled) wasTroubled.current = true;
  const icon = { size: sizes.icon, "aria-hidden": true } as const;
  const shown = () => {
    if (trouble === "signedOut")
      return (
        <>
          <CloudOff {...icon} />
          <span>
            <a href={signInAddress()}>
              <Trans>Sign in again</Trans>
            </a>
            {": "}
            <Plural value={kept} one="# change is kept here" other="# changes are kept here" />
          </span>
        </>
      );
    if (trouble === "someoneElse")
      return (
        <>
          <CloudOff {...icon} />
          <Trans>Somebody else signed in here. Your changes are kept for you.</Trans>
        </>
      );
    if (trouble === "outdated")
      return (
        <>
          <CloudOff {...icon} />
          <Trans>Samsvar was updated. Load the page again; your changes are kept.</Trans>
        </>
      );
    if (trouble === "unreachable")
      return (
        <>
          <CloudOff {...icon} />
          <Plural
            value={kept}
            _0="Not connected"
            one="Not connected: # change is kept here"
            other="Not connected: # changes are kept here"
          />
        </>
      );
    if (conflicts > 0 || refused > 0)
      return (
        <>
          <TriangleAlert {...icon} />
          {conflicts > 0 ? (
            <Plural value={conflicts} one="# conflict" other="# conflicts" />
          ) : (
            <Plural value={refused} one="# change could not be saved" other="# changes could not be saved" />
          )}
        </>
      );
    if (isSaving || kept > 0)
      return (
        <>
          <PencilLine {...icon} />
          <Trans>Saving</Trans>
        </>
      );
    return (
      <>
        <Check {...icon} />
        <Trans>Saved</Trans>
      </>
    );
  };
  // Who listens hears what is in the way, and that it no longer is; not every pause in typing.
  const isWorthSaying = isTroubled || wasTroubled.current;
  if (!isNews) return null;
  return (
    <div className={classes(styles.state, isTroubled && styles.isTroubled)}>
      <div
        className={styles.words}
        role="status"
        aria-label={t`State of your changes`}
        aria-live={isWorthSaying ? "polite" : "off"}
      >
        {shown()}
      </div>
      {conflicts + refused > 0 && <KeptChanges />}
    </div>
  );
}
