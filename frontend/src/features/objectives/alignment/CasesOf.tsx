import "./texts";
import { Trans } from "@lingui/react/macro";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { CasesOfQuery } from "../../../__generated__/CasesOfQuery.graphql";
import { useFreshness } from "../../../lib/freshness";
import { Section } from "../../../ui/Section";
import { CaseLine } from "../../alignment_cases/CaseLine";
import styles from "./FindingsOf.module.css";

/** The cases about an objective, whatever became of them; nothing when there is none. */
export function CasesOf({ objectiveId }: { objectiveId: string }) {
  const { objective } = useLazyLoadQuery<CasesOfQuery>(
    graphql`
      query CasesOfQuery($id: ID!) {
        objective(id: $id) {
          cases {
            id
            ...CaseLine_case
          }
        }
      }
    `,
    { id: objectiveId },
    useFreshness(),
  );
  if (!objective || objective.cases.length === 0) return null;
  return (
    <Section title={<Trans>Cases</Trans>}>
      <ul className={styles.findings}>
        {objective.cases.map((one) => (
          <CaseLine key={one.id} alignmentCase={one} />
        ))}
      </ul>
    </Section>
  );
}
