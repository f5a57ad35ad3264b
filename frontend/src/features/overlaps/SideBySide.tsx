import "./texts";
import { useLingui } from "@lingui/react/macro";
import { Fragment, type ReactNode } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { SideBySide_finding$key } from "../../__generated__/SideBySide_finding.graphql";
import { classes } from "../../ui/classes";
import { BetweenSign, KindSign } from "./KindSign";
import { OverlapCard } from "./OverlapCard";
import styles from "./SideBySide.module.css";
import { WhyLine } from "./WhyLine";
import { kindOf, strengthOf, useHeadWords, useRuleWords } from "./words";

type Props = {
  finding: SideBySide_finding$key;
  /** Names the heading, for what is labelled by it. */
  headingId?: string;
  /** The heading's level where it is shown. */
  level?: 3 | 4;
  /** Stands before the heading, such as a box to choose it by. */
  before?: ReactNode;
  /** Stands at the end of the heading's line: what became of it. */
  after?: ReactNode;
  /** What can be done, beside the reasons. */
  children?: ReactNode;
};

/** What was found between two units or more: their objectives beside each other, what they have in common marked, and why. */
export function SideBySide({ finding, headingId, level = 3, before, after, children }: Props) {
  const { t } = useLingui();
  const headWords = useHeadWords();
  const ruleWords = useRuleWords();
  const data = useFragment(
    graphql`
      fragment SideBySide_finding on OverlapFinding {
        kind
        rule
        strength
        isCrossLanguage
        evidence {
          metric {
            id
          }
        }
        members {
          objective {
            id
          }
          unit {
            id
          }
          ...OverlapCard_side
        }
        ...WhyLine_finding
      }
    `,
    finding,
  );
  const kind = kindOf(data.kind);
  const units = new Set(data.members.map((member) => member.unit.id)).size;
  const Heading = `h${level}` as const;
  const isPair = data.members.length === 2;
  return (
    <div className={styles.finding}>
      <div className={styles.head}>
        {before}
        <Heading id={headingId} className={classes(styles.kind, kind === "CONFLICT" && styles.conflict)}>
          <KindSign kind={kind} />
          {headWords(kind, strengthOf(data.strength), units)}
        </Heading>
        <span className={styles.rule}>{ruleWords(data.rule, data.isCrossLanguage)}</span>
        {after}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a field set is for what is filled in. */}
      <div
        role="group"
        aria-label={t`Side by side`}
        className={classes(styles.sides, isPair ? styles.pair : styles.several)}
      >
        {data.members.map((member, place) => (
          <Fragment key={member.objective.id}>
            {isPair && place === 1 && (
              <span className={classes(styles.between, kind === "CONFLICT" && styles.conflict)}>
                <BetweenSign kind={kind} />
              </span>
            )}
            <OverlapCard side={member} sharedMetricId={data.evidence.metric?.id ?? null} />
          </Fragment>
        ))}
      </div>
      <div className={styles.foot}>
        <div className={styles.why}>
          <WhyLine finding={data} />
        </div>
        {children}
      </div>
    </div>
  );
}
