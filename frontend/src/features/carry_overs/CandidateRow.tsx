import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { CandidateRow_objective$key } from "../../__generated__/CandidateRow_objective.graphql";
import { newKey } from "../../lib/keys";
import { useLocale } from "../../lib/locale";
import { formatShare } from "../../lib/numbers";
import { useDraft } from "../../lib/useDraft";
import { Button } from "../../ui/Button";
import { Field, inputClass } from "../../ui/Field";
import { Segmented } from "../../ui/Segmented";
import { StateMark } from "../../ui/StateMark";
import { shapeOf, useStateWords } from "../key_results/states";
import { ProblemList } from "../problems/ProblemList";
import { type Problem, problemAt } from "../problems/problems";
import styles from "./CandidateRow.module.css";
import { useCarryOver } from "./useCarryOver";
import "./texts";

type Props = { objective: CandidateRow_objective$key; okrSetId: string };
type Rule = "RESTART_AT_CURRENT" | "KEEP";

/** One open objective of the last cycle, with where its way is to begin and, the second time, why again. */
export function CandidateRow({ objective, okrSetId }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const wordFor = useStateWords();
  const data = useFragment(
    graphql`
      fragment CandidateRow_objective on Objective {
        id
        title
        state
        ownResult
        carriedOverFrom {
          times
        }
        keyResults {
          id
        }
      }
    `,
    objective,
  );
  const { draft, change, drop } = useDraft<{ rule: Rule; whyAgain: string; key: string }>(
    `carryOver.${okrSetId}.${data.id}`,
    () => ({ rule: "RESTART_AT_CURRENT", whyAgain: "", key: newKey() }),
  );
  const { carryOver, isUnderway } = useCarryOver();
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const [isMissing, setMissing] = useState(false);
  const times = data.carriedOverFrom?.times ?? 0;

  const take = async (event: FormEvent) => {
    event.preventDefault();
    const isUnsaid = times > 0 && draft.whyAgain.trim() === "";
    setMissing(isUnsaid);
    if (isUnsaid) return;
    const ending = await carryOver(data.title, {
      objective: data.id,
      okrSet: okrSetId,
      baselineRule: draft.rule,
      whyAgain: draft.whyAgain.trim(),
      idempotencyKey: draft.key,
    });
    setProblems(ending.how === "refused" ? ending.problems : []);
    setFailure(ending.how === "failed" ? ending.words : null);
    if (ending.how === "refused") change({ key: newKey() });
    if (ending.how === "done") drop();
  };

  const result = typeof data.ownResult === "number" ? formatShare(data.ownResult, locale) : null;
  const { title } = data;
  return (
    <li>
      <form noValidate className={styles.row} onSubmit={take}>
        <div>
          <Link
            to="/objectives/$objectiveId/history"
            params={{ objectiveId: data.id }}
            className={styles.title}
          >
            {title}
          </Link>
          <p className={styles.result}>
            {result === null ? (
              <StateMark state={shapeOf(data.state)} word={wordFor(data.state)} />
            ) : (
              <Trans>
                own result <b>{result}</b>
              </Trans>
            )}
            {" · "}
            {plural(data.keyResults.length, { one: "# key result", other: "# key results" })}
            {times > 0 && (
              <>
                {" · "}
                {plural(times, { one: "carried over once before", other: "carried over # times before" })}
              </>
            )}
          </p>
        </div>
        {times > 0 && (
          <Field
            label={t`Why again?`}
            hint={t`What is different this time?`}
            problem={isMissing ? t`Say why, in a sentence.` : problemAt(problems, "whyAgain")}
          >
            {(wiring) => (
              <textarea
                {...wiring}
                className={inputClass}
                rows={2}
                value={draft.whyAgain}
                onChange={(event) => change({ whyAgain: event.target.value })}
              />
            )}
          </Field>
        )}
        <ProblemList problems={problems} shownAtFields={["whyAgain"]} failure={failure} />
        <div className={styles.deeds}>
          <Segmented
            label={t`Where the way of “${title}” begins`}
            value={draft.rule}
            options={[
              { value: "RESTART_AT_CURRENT", label: t`From where it stands` },
              { value: "KEEP", label: t`From its old baseline` },
            ]}
            onChange={(rule) => change({ rule })}
          />
          <Button type="submit" size="small" disabled={isUnderway}>
            <Trans>Take over</Trans>
            <span className="visually-hidden"> “{title}”</span>
          </Button>
        </div>
      </form>
    </li>
  );
}
