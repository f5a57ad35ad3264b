import { Plural } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { graphql, useFragment } from "react-relay/hooks";
import type { InboxLink_inbox$key } from "../../__generated__/InboxLink_inbox.graphql";
import { buttonClass } from "../../ui/Button";

/** How much waits for an answer of our units, and the way to it. */
export function InboxLink({ inbox }: { inbox: InboxLink_inbox$key }) {
  const data = useFragment(
    graphql`
      fragment InboxLink_inbox on Inbox {
        contributions {
          id
        }
        contributionRequests {
          id
        }
        dependencies {
          id
        }
        cases {
          id
        }
        casesToLookAt {
          id
        }
      }
    `,
    inbox,
  );
  const count =
    data.contributions.length +
    data.contributionRequests.length +
    data.dependencies.length +
    data.cases.length +
    data.casesToLookAt.length;
  if (count === 0) return null;
  return (
    <Link to="/inbox" className={buttonClass()}>
      <Plural value={count} one="# waits for us" other="# wait for us" />
    </Link>
  );
}
