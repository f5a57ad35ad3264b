import { Trans } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { CoherencePanel_okrSet$key } from "../../__generated__/CoherencePanel_okrSet.graphql";
import { Section } from "../../ui/Section";

type Props = { okrSet: CoherencePanel_okrSet$key };

/** What is missing before the unit can commit to its OKRs; every line leads to its mend. */
export function CoherencePanel({ okrSet }: Props) {
  const { missing } = useFragment(
    graphql`
      fragment CoherencePanel_okrSet on OkrSet {
        id
        missing {
          code
          title
          node {
            id
          }
        }
      }
    `,
    okrSet,
  );
  return (
    <Section title={<Trans>What is missing before we commit</Trans>}>
      <ul>
        {missing.map(({ code, title, node }) => (
          <li key={`${code} ${node.id}`}>
            <a href={`#${node.id}`}>{title}</a>
          </li>
        ))}
      </ul>
    </Section>
  );
}
