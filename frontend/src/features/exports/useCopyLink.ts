import { useLingui } from "@lingui/react/macro";
import { useHere } from "../../lib/here";
import { linkToSee } from "../../lib/hereLinks";
import { tell } from "../../ui/messages";
import "./texts";

/** Copy the address of what one sees; where the browser lets nobody copy, show it. */
export function useCopyLink(): () => Promise<void> {
  const { t } = useLingui();
  const here = useHere();
  return async () => {
    const link = linkToSee(window.location.href, here);
    try {
      await navigator.clipboard.writeText(link);
      tell(t`The link is copied. Whoever opens it sees what they may see.`);
    } catch {
      tell(link);
    }
  };
}
