import { Trans, useLingui } from "@lingui/react/macro";
import { lazy, Suspense, useState } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { ContributionAnswer_contribution$key } from "../../__generated__/ContributionAnswer_contribution.graphql";
import { Button } from "../../ui/Button";
import styles from "./ContributionAnswer.module.css";
import type { Answer } from "./editing/Answering";
import { useEnds } from "./ends";

const fetchAnswering = () => import("./editing/Answering");
const Answering = lazy(() => fetchAnswering().then((module) => ({ default: module.Answering })));

/** What an answer needs is on its way before it is given; if that fails, giving it tries and tells. */
const expectAnswer = () => void fetchAnswering().catch(() => {});

/** The three answers to a proposal that waits for our unit: yes, no, and yes if. */
export function ContributionAnswer({ contribution }: { contribution: ContributionAnswer_contribution$key }) {
  const { t } = useLingui();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const data = useFragment(
    graphql`
      fragment ContributionAnswer_contribution on Contribution {
        state
        fromUnit {
          id
        }
        waitsFor {
          id
        }
        ...ends_contribution
        ...Answering_contribution
      }
    `,
    contribution,
  );
  const ends = useEnds(data);
  // What the other side brings names the answer: theirs if they offer, ours if they ask.
  const title = (data.waitsFor?.id === data.fromUnit.id ? ends.target : ends.source)?.title ?? "";
  const isGiven = answer === "accept";
  const isShown = data.state === "PROPOSED" || (answer !== null && !isGiven);
  const choice = (chosen: Answer) => ({
    size: "small" as const,
    disabled: isGiven,
    onPointerEnter: expectAnswer,
    onFocus: expectAnswer,
    onClick: () => setAnswer(chosen),
  });
  return (
    <>
      {isShown && (
        <div className={styles.answers}>
          <Button {...choice("accept")} variant="primary" aria-label={t`Accept: ${title}`}>
            <Trans>Accept</Trans>
          </Button>
          <Button {...choice("decline")} aria-label={t`Decline: ${title}`}>
            <Trans>Decline …</Trans>
          </Button>
          <Button {...choice("counter")} aria-label={t`Propose something else: ${title}`}>
            <Trans>Propose something else …</Trans>
          </Button>
        </div>
      )}
      {answer && (
        <Suspense>
          <Answering contribution={data} answer={answer} onClose={() => setAnswer(null)} />
        </Suspense>
      )}
    </>
  );
}
