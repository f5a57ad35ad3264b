import { graphql, useFragment } from "react-relay/hooks";
import type { AwaitedCard_contribution$key } from "../../__generated__/AwaitedCard_contribution.graphql";
import { ContributionCard } from "./ContributionCard";

/** A proposal that waits for us, told from the other side: theirs if they offer, ours if they ask. */
export function AwaitedCard({ contribution }: { contribution: AwaitedCard_contribution$key }) {
  const data = useFragment(
    graphql`
      fragment AwaitedCard_contribution on Contribution {
        fromUnit {
          id
        }
        waitsFor {
          id
        }
        ...ContributionCard_contribution
      }
    `,
    contribution,
  );
  const isAsked = data.waitsFor?.id === data.fromUnit.id;
  return <ContributionCard contribution={data} side={isAsked ? "target" : "source"} mayAnswer />;
}
