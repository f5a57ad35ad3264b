import "./texts";
import { Trans } from "@lingui/react/macro";
import { useId } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { OverlapItem_finding$key } from "../../__generated__/OverlapItem_finding.graphql";
import { classes } from "../../ui/classes";
import styles from "./OverlapItem.module.css";
import { SideBySide } from "./SideBySide";
import { useDecision } from "./useDecision";

type Props = {
  finding: OverlapItem_finding$key;
  isChosen?: boolean;
  /** Choose it for a case with others; null where there are none. */
  onChoose: ((isChosen: boolean) => void) | null;
  /** It was decided here and leaves the list. */
  onLeft: () => void;
  /** It is back, where it stood. */
  onBack: () => void;
  /** The texts changed so that it is found no longer. */
  isGone?: boolean;
};

/** One overlap finding, with what people said of it. */
export function OverlapItem({ finding, isGone = false }: Props) {
  const headingId = useId();
  const decisionOf = useDecision();
  const data = useFragment(
    graphql`
      fragment OverlapItem_finding on OverlapFinding {
        id
        version
        state
        reason
        decidedByName
        decidedAt
        reopenedAt
        ...SideBySide_finding
      }
    `,
    finding,
  );
  const decision = decisionOf(data);
  return (
    <article
      id={data.id}
      tabIndex={-1}
      aria-labelledby={headingId}
      className={classes(styles.item, isGone && styles.gone)}
    >
      <SideBySide finding={data} headingId={headingId} />
      {isGone && (
        <p className={styles.said}>
          <Trans>No longer found: one of the texts has changed.</Trans>
        </p>
      )}
      {decision && <p className={styles.said}>{decision}</p>}
    </article>
  );
}
