import "./texts";
import { useLingui } from "@lingui/react/macro";
import { useHere } from "../../lib/here";
import { linkToSee } from "../../lib/hereLinks";
import { tell } from "../../ui/messages";

/** Copy an address that leads to one finding, whatever becomes of it; where the browser lets nobody copy, show it. */
export function useCopyFinding(): (id: string) => Promise<void> {
  const { t } = useLingui();
  const here = useHere();
  return async (id) => {
    const address = new URL("/alignment", window.location.href);
    address.searchParams.set("finding", id);
    const link = linkToSee(address.toString(), here);
    try {
      await navigator.clipboard.writeText(link);
      tell(t`The link is copied. Whoever opens it sees what they may see.`);
    } catch {
      tell(link);
    }
  };
}
