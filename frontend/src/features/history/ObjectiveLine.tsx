import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { graphql, useFragment } from "react-relay/hooks";
import type { ObjectiveLine_objective$key } from "../../__generated__/ObjectiveLine_objective.graphql";
import { useLocale } from "../../lib/locale";
import { formatShare } from "../../lib/numbers";
import { StateMark } from "../../ui/StateMark";
import { shapeOf, useStateWords } from "../key_results/states";
import styles from "./Line.module.css";
import "./texts";

/** An objective's way through the cycles, the oldest first, with what was reached in each. */
export function ObjectiveLine({ objective }: { objective: ObjectiveLine_objective$key }) {
  const { t } = useLingui();
  const locale = useLocale();
  const wordFor = useStateWords();
  const data = useFragment(
    graphql`
      fragment ObjectiveLine_objective on Objective {
        id
        title
        line {
          id
          title
          state
          ownResult
          cycle {
            name
          }
          carriedOverFrom {
            baselineRule
            times
            whyAgain
          }
        }
      }
    `,
    objective,
  );
  if (data.line.length < 2) {
    return (
      <p className={styles.none}>
        <Trans>It began in this cycle, and was not carried over.</Trans>
      </p>
    );
  }
  const { title } = data;
  return (
    <ol className={styles.line} aria-label={t`“${title}” through the cycles`}>
      {data.line.map((each) => {
        const isHere = each.id === data.id;
        const result = typeof each.ownResult === "number" ? formatShare(each.ownResult, locale) : null;
        const { carriedOverFrom } = each;
        return (
          <li key={each.id} className={styles.stop} data-here={isHere || undefined}>
            <p className={styles.cycle}>
              {each.cycle.name}
              {carriedOverFrom &&
                (carriedOverFrom.baselineRule === "KEEP" ? (
                  <Trans> · carried over, baseline kept</Trans>
                ) : (
                  <Trans> · carried over from where it stood</Trans>
                ))}
            </p>
            <Link
              to="/objectives/$objectiveId/history"
              params={{ objectiveId: each.id }}
              aria-current={isHere ? "page" : undefined}
              className={styles.title}
            >
              {each.title}
            </Link>
            <p className={styles.result}>
              {result === null ? (
                <StateMark state={shapeOf(each.state)} word={wordFor(each.state)} />
              ) : (
                <Trans>
                  own result <b>{result}</b>
                </Trans>
              )}
            </p>
            {carriedOverFrom?.whyAgain && <p className={styles.why}>{carriedOverFrom.whyAgain}</p>}
          </li>
        );
      })}
    </ol>
  );
}
