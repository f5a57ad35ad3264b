import { Trans } from "@lingui/react/macro";
import { Link2 } from "lucide-react";
import { Button } from "../../ui/Button";
import { sizes } from "../../ui/tokens";
import { useCopyLink } from "./useCopyLink";
import "./texts";

/** A page's address for somebody else. */
export function CopyLink() {
  const copy = useCopyLink();
  return (
    <Button onClick={() => void copy()}>
      <Link2 size={sizes.icon} aria-hidden="true" />
      <Trans>Copy link</Trans>
    </Button>
  );
}
