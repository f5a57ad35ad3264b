import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { PlanningQuestion } from "../../__generated__/useCoherenceQuery.graphql";
import { sizes } from "../../ui/tokens";
import { type Answer, answersTo, keyed } from "./answers";
import { FindingLine } from "./FindingLine";
import styles from "./FindingList.module.css";
import { PastCycles } from "./PastCycles";
import "./texts";
import { type Coherence, type Finding, useCoherence } from "./useCoherence";

export const coherenceAnchor = "coherence";

/** The questions of planning with what data answers to each; what keeps the unit from committing comes first. */
export function FindingList({ okrSetId }: { okrSetId: string }) {
  const coherence = useCoherence(okrSetId);
  if (!coherence) return null;
  return (
    <section aria-labelledby={`${coherenceAnchor}-title`} className={styles.panel}>
      <details open className={styles.all}>
        <summary className={styles.head}>
          <h2 id={`${coherenceAnchor}-title`} className={styles.title}>
            <Trans>What is missing before we commit</Trans>
          </h2>
        </summary>
        <div id={coherenceAnchor} tabIndex={-1} className={styles.body}>
          <Summary coherence={coherence} />
          {answersTo(coherence.findings).map((answer) => (
            <Answered key={answer.question} answer={answer} past={coherence.past} />
          ))}
        </div>
      </details>
    </section>
  );
}

/** The whole in one line, also said aloud when it changes. */
function Summary({ coherence }: { coherence: Coherence }) {
  const blocking = coherence.findings.filter(({ severity }) => severity === "BLOCKS").length;
  const advice = coherence.findings.filter(({ severity }) => severity === "ADVICE").length;
  return (
    <p role="status" className={styles.summary}>
      {coherence.isReady ? (
        <span className={styles.ready}>
          <Trans>Nothing is missing: the unit can commit.</Trans>
        </span>
      ) : (
        <Plural
          value={blocking}
          one="# thing has to be mended first."
          other="# things have to be mended first."
        />
      )}{" "}
      {advice > 0 && (
        <span>
          <Plural value={advice} one="# thing is worth a talk." other="# things are worth a talk." />
        </span>
      )}
    </p>
  );
}

function Answered({ answer, past }: { answer: Answer<Finding>; past: Coherence["past"] }) {
  const { t } = useLingui();
  const questions: Record<PlanningQuestion, string> = {
    COMPLETENESS: t`Is it written to its end?`,
    CONTRIBUTION: t`Do our OKRs contribute to the company's OKRs and the Moals?`,
    AMBITION_AND_CAPACITY: t`Are they ambitious and still realistic, and do they fit our people's capacity this cycle?`,
    CONTRADICTION: t`Do any of our key results contradict each other?`,
    DEPENDENCY: t`Do we depend on other teams?`,
    ALIGNMENT: t`Do other units pursue the same, or the opposite?`,
  };
  const nothing: Record<PlanningQuestion, string> = {
    COMPLETENESS: t`Nothing is missing.`,
    CONTRIBUTION: t`Each of them does, or says why it stands alone.`,
    AMBITION_AND_CAPACITY: t`Nothing speaks against it.`,
    CONTRADICTION: t`None that can be seen.`,
    DEPENDENCY: t`Nothing is open with other units.`,
    ALIGNMENT: t`Nothing is waiting for an answer.`,
  };
  const { question, open, known } = answer;
  const knownTitle = question === "AMBITION_AND_CAPACITY" ? t`What we reached before` : t`Good to know`;
  const hasPast = question === "AMBITION_AND_CAPACITY" && past.length > 0;
  return (
    <div className={styles.answer}>
      <h3 className={styles.question}>{questions[question]}</h3>
      {open.length === 0 ? (
        <p className={styles.nothing}>
          <Check />
          {nothing[question]}
        </p>
      ) : (
        <ul className={styles.lines}>
          {keyed(open).map(({ key, finding }) => (
            <FindingLine key={key} finding={finding} />
          ))}
        </ul>
      )}
      {(known.length > 0 || hasPast) && (
        <details className={styles.more}>
          <summary>
            {knownTitle}
            {known.length > 0 && ` (${known.length})`}
          </summary>
          {hasPast && <PastCycles past={past} />}
          <ul className={styles.lines}>
            {keyed(known).map(({ key, finding }) => (
              <FindingLine key={key} finding={finding} />
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function Check() {
  return (
    <svg
      width={sizes.glyph}
      height={sizes.glyph}
      viewBox="0 0 10 10"
      aria-hidden="true"
      className={styles.check}
    >
      <path d="M1.5 5.4 4 8l4.5-6" fill="none" stroke="currentColor" strokeWidth="1.6" />
    </svg>
  );
}
