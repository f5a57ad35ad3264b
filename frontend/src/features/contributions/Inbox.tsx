import { Plural } from "@lingui/react/macro";
import { lazy, Suspense, useState } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { Inbox_inbox$key } from "../../__generated__/Inbox_inbox.graphql";
import { Button } from "../../ui/Button";

const InboxPanel = lazy(() => import("./InboxPanel").then((module) => ({ default: module.InboxPanel })));

/** How much waits for an answer of our units, and the way to it. */
export function Inbox({ inbox }: { inbox: Inbox_inbox$key }) {
  const [isOpen, setOpen] = useState(false);
  const data = useFragment(
    graphql`
      fragment Inbox_inbox on Inbox {
        contributions {
          id
        }
        dependencies {
          id
        }
        ...InboxPanel_inbox
      }
    `,
    inbox,
  );
  const count = data.contributions.length + data.dependencies.length;
  // An open panel stays while its last line is answered.
  if (count === 0 && !isOpen) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Plural value={count} one="# waits for us" other="# wait for us" />
      </Button>
      {isOpen && (
        <Suspense>
          <InboxPanel inbox={data} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
