import { useLingui } from "@lingui/react/macro";
import { Suspense } from "react";
import { SidePanel } from "../../ui/Dialog";
import { Skeleton } from "../../ui/Skeleton";
import { Comments } from "./Comments";
import "./texts";

/** What was said about a record, beside the page. */
export function CommentPanel({ nodeId, onClose }: { nodeId: string; onClose: () => void }) {
  const { t } = useLingui();
  return (
    <SidePanel title={t`Comments`} onClose={onClose}>
      <Suspense fallback={<Skeleton label={t`Fetching the comments`} />}>
        <Comments nodeId={nodeId} isTitled />
      </Suspense>
    </SidePanel>
  );
}
