import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { About_case$key } from "../../../__generated__/About_case.graphql";
import { formatDay } from "../../../lib/days";
import { useLocale } from "../../../lib/locale";
import { useDependencyWords } from "../../dependencies/words";
import { SideBySide } from "../../overlaps/SideBySide";
import objectiveStyles from "../Objectives.module.css";
import { ObjectiveToday } from "../ObjectiveToday";
import styles from "./About.module.css";
import "./texts";

/** What a case is about: findings side by side, what is needed of whom, and objectives as they are today. */
export function About({ alignmentCase }: { alignmentCase: About_case$key }) {
  const { t } = useLingui();
  const locale = useLocale();
  const words = useDependencyWords();
  const { cycle, findings, dependencies, objectives } = useFragment(
    graphql`
      fragment About_case on AlignmentCase {
        cycle {
          id
        }
        findings {
          id
          ...SideBySide_finding
        }
        dependencies {
          id
          what
          neededBy
          state
          isLate
          consumerUnit {
            name
          }
          providerUnit {
            name
          }
        }
        objectives {
          id
          ...ObjectiveToday_objective
        }
      }
    `,
    alignmentCase,
  );
  if (findings.length + dependencies.length + objectives.length === 0)
    return (
      <p className={styles.nothing}>
        <Trans>About nothing that stands in the OKRs: what is agreed may still change them.</Trans>
      </p>
    );
  return (
    <div className={styles.about}>
      {findings.map((finding) => (
        <div key={finding.id} className={styles.finding}>
          <SideBySide finding={finding}>
            <Link
              to="/alignment"
              search={(before) => ({ ...before, cycle: cycle.id, finding: finding.id })}
              className={styles.link}
            >
              <Trans>See it in the alignment</Trans>
            </Link>
          </SideBySide>
        </div>
      ))}
      {dependencies.length > 0 && (
        <ul className={styles.dependencies} aria-label={t`Dependencies`}>
          {dependencies.map(({ id, what, neededBy, state, isLate, consumerUnit, providerUnit }) => {
            const [consumer, provider] = [consumerUnit.name, providerUnit.name];
            const day = formatDay(neededBy, locale, new Date());
            return (
              <li key={id} className={styles.dependency}>
                <p className={styles.who}>
                  <Trans>
                    {consumer} needs from {provider}
                  </Trans>
                </p>
                <p>{what}</p>
                <p className={styles.quiet}>
                  {isLate ? words.late : words.states[state]} · <Trans>by {day}</Trans>
                </p>
              </li>
            );
          })}
        </ul>
      )}
      {objectives.length > 0 && (
        <Objectives isFolded={findings.length > 0}>
          <ul className={objectiveStyles.objectives} aria-label={t`Objectives as they are today`}>
            {objectives.map((objective) => (
              <ObjectiveToday key={objective.id} objective={objective} />
            ))}
          </ul>
        </Objectives>
      )}
    </div>
  );
}

/** Where findings show already what is alike, all of the objectives is a press away. */
function Objectives({ isFolded, children }: { isFolded: boolean; children: ReactNode }) {
  if (!isFolded) return children;
  return (
    <details>
      <summary className={styles.summary}>
        <Trans>All key results of these objectives</Trans>
      </summary>
      {children}
    </details>
  );
}
