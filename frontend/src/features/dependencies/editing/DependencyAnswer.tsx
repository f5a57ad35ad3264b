import { Trans, useLingui } from "@lingui/react/macro";
import { Suspense, useState } from "react";
import { graphql, useFragment, useRelayEnvironment } from "react-relay/hooks";
import "./texts";
import type { DependencyAnswer_dependency$key } from "../../../__generated__/DependencyAnswer_dependency.graphql";
import type { dependencyDeedsAcceptMutation } from "../../../__generated__/dependencyDeedsAcceptMutation.graphql";
import type { dependencyDeedsDeliverMutation } from "../../../__generated__/dependencyDeedsDeliverMutation.graphql";
import type { dependencyDeedsRequestMutation } from "../../../__generated__/dependencyDeedsRequestMutation.graphql";
import type { dependencyDeedsWithdrawMutation } from "../../../__generated__/dependencyDeedsWithdrawMutation.graphql";
import { formatDay } from "../../../lib/days";
import { askAgain } from "../../../lib/freshness";
import { newKey } from "../../../lib/keys";
import { useLocale } from "../../../lib/locale";
import { Button } from "../../../ui/Button";
import { Chip } from "../../../ui/Chip";
import { tell } from "../../../ui/messages";
import { ProblemList } from "../../problems/ProblemList";
import { type Problem, useFailureWords } from "../../problems/problems";
import { sendDeed } from "../../problems/sendDeed";
import { useRights } from "../../units/useRights";
import { useDependencyWords } from "../words";
import { AnswerDialog, type AnswerMode } from "./AnswerDialog";
import styles from "./DependencyAnswer.module.css";
import {
  acceptDependency,
  deliverDependency,
  requestDependency,
  withdrawDependency,
} from "./dependencyDeeds";
import { RewordPanel } from "./RewordPanel";
import { useKindSentences } from "./words";

type Props = {
  dependency: DependencyAnswer_dependency$key;
  /** Called once something was answered. */
  onDone: () => void;
};

/** What one unit needs of another, how far they have agreed, and what the one who looks can say to it. */
export function DependencyAnswer({ dependency, onDone }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const environment = useRelayEnvironment();
  const failureWords = useFailureWords();
  const words = useDependencyWords();
  const sentences = useKindSentences();
  const data = useFragment(
    graphql`
      fragment DependencyAnswer_dependency on Dependency {
        id
        version
        what
        neededBy
        kind
        state
        isLate
        fallback
        answer
        counterNeededBy
        consumer {
          __typename
          ... on Objective {
            id
            title
            okrSet {
              state
            }
          }
          ... on KeyResult {
            id
            title
            objective {
              okrSet {
                state
              }
            }
          }
        }
        consumerUnit {
          id
          name
        }
        provider {
          __typename
          ... on Objective {
            id
            title
          }
          ... on KeyResult {
            id
            title
          }
        }
        providerUnit {
          id
          name
        }
        ...AnswerDialog_dependency
        ...RewordPanel_dependency
      }
    `,
    dependency,
  );
  const [mode, setMode] = useState<AnswerMode | null>(null);
  const [isRewording, setRewording] = useState(false);
  const [isUnderway, setUnderway] = useState(false);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const consumerRights = useRights(data.consumerUnit.id);
  const providerRights = useRights(data.providerUnit.id);
  const { state, kind, version, what } = data;
  const consumer = data.consumerUnit.name;
  const provider = data.providerUnit.name;
  const mayProvide = providerRights.includes("CONSENT");
  const mayConsume = consumerRights.includes("CONSENT");
  // Whoever may change what a unit has shown belongs to the unit, and may ask in its name.
  const mayWithdraw = mayConsume || consumerRights.includes("REVISE_OKRS");
  const isLiving = state === "REQUESTED" || state === "COUNTERED" || state === "ACCEPTED";
  const isMyTurn = (state === "REQUESTED" && mayProvide) || (state === "COUNTERED" && mayConsume);
  const day = (iso: string) => formatDay(iso, locale, new Date());

  const done = (words: string, undo?: () => void) => {
    askAgain();
    tell(words, { action: undo && { label: t`Ask again`, run: undo } });
    onDone();
  };
  /** Do it, and say what came of it; a deed of one press has no form in which a refusal could stand. */
  const run = async (deed: () => Promise<readonly Problem[]>, then: () => void) => {
    setUnderway(true);
    try {
      const refused = await deed();
      setProblems(refused);
      setFailure(null);
      if (refused.some(({ code }) => code === "STALE_VERSION")) askAgain();
      if (refused.length === 0) then();
    } catch (error) {
      setFailure(failureWords(error));
    } finally {
      setUnderway(false);
    }
  };
  const settled = { dependency: data.id, expectedVersion: version };
  const accept = () =>
    run(
      async () => {
        const input = { ...settled, idempotencyKey: newKey() };
        const answer = await sendDeed<dependencyDeedsAcceptMutation>(environment, acceptDependency, {
          input,
        });
        return answer.acceptDependency.problems;
      },
      () => done(t`Agreed. ${provider} sees it.`),
    );
  const deliver = () =>
    run(
      async () => {
        const input = { ...settled, idempotencyKey: newKey() };
        const answer = await sendDeed<dependencyDeedsDeliverMutation>(environment, deliverDependency, {
          input,
        });
        return answer.deliverDependency.problems;
      },
      () => done(t`Delivered: ${what}`),
    );
  const askOnceMore = async () => {
    const target = data.consumer;
    if (target.__typename === "%other") return;
    const at = data.provider && data.provider.__typename !== "%other" ? data.provider.id : null;
    const input = {
      idempotencyKey: newKey(),
      consumer: target.id,
      providerUnit: data.providerUnit.id,
      provider: at,
      what,
      neededBy: data.neededBy,
      kind,
      fallback: data.fallback,
    };
    const answer = await sendDeed<dependencyDeedsRequestMutation>(environment, requestDependency, { input });
    const refused = answer.requestDependency.problems[0];
    if (refused) tell([refused.message, refused.remedy].join(" "), { tone: "problem" });
    askAgain();
  };
  const withdraw = () =>
    run(
      async () => {
        const input = { ...settled, idempotencyKey: newKey() };
        const answer = await sendDeed<dependencyDeedsWithdrawMutation>(environment, withdrawDependency, {
          input,
        });
        return answer.withdrawDependency.problems;
      },
      () => done(t`Withdrawn: ${what}`, () => void askOnceMore().catch(() => {})),
    );

  return (
    <div id={data.id} tabIndex={-1} className={styles.dependency}>
      <p className={styles.head}>
        <span className={styles.what}>{what}</span>{" "}
        <Chip>{data.isLate ? words.late : words.states[state]}</Chip>
      </p>
      <p className={styles.about}>
        <Trans>
          {consumer} needs it from {provider} by {day(data.neededBy)}, for “{titleOf(data.consumer)}”.
        </Trans>{" "}
        {sentences[kind].told}
      </p>
      {state === "REQUESTED" && setStateOf(data.consumer) === "DRAFT" && (
        <p className={styles.about}>
          <Trans>
            {provider} sees it once {consumer} has proposed its OKRs: a draft is its own.
          </Trans>
        </p>
      )}
      {data.counterNeededBy && (
        <p>
          <Trans>
            {provider} offers {day(data.counterNeededBy)} instead.
          </Trans>
        </p>
      )}
      {data.answer && (
        <p className={styles.about}>
          <Trans>The answer: “{data.answer}”</Trans>
        </p>
      )}
      {data.provider && (
        <p className={styles.about}>
          <Trans>
            {provider} works on it in “{titleOf(data.provider)}”.
          </Trans>
        </p>
      )}
      {data.fallback && isLiving && (
        <p className={styles.about}>
          <Trans>If it doesn't come: {data.fallback}</Trans>
        </p>
      )}
      <div className={styles.deeds}>
        {state === "REQUESTED" && mayProvide && (
          <Button size="small" variant="primary" onClick={() => setMode("accept")}>
            <Trans>Accept …</Trans>
          </Button>
        )}
        {state === "COUNTERED" && mayConsume && (
          <Button size="small" variant="primary" disabled={isUnderway} onClick={() => void accept()}>
            <Trans>Agree to that day</Trans>
          </Button>
        )}
        {isMyTurn && (
          <Button size="small" onClick={() => setMode("counter")}>
            {state === "REQUESTED" ? (
              <Trans>Offer another day …</Trans>
            ) : (
              <Trans>Ask for another day …</Trans>
            )}
          </Button>
        )}
        {state === "ACCEPTED" && (mayProvide || mayConsume) && (
          <Button size="small" disabled={isUnderway} onClick={() => void deliver()}>
            <Trans>It is delivered</Trans>
          </Button>
        )}
        {isLiving && mayProvide && state !== "REQUESTED" && (
          <Button size="small" variant="plain" onClick={() => setMode("name")}>
            {data.provider ? (
              <Trans>We work on it elsewhere …</Trans>
            ) : (
              <Trans>Say where we work on it …</Trans>
            )}
          </Button>
        )}
        {isLiving && mayProvide && (
          <Button size="small" variant="plain" onClick={() => setMode("decline")}>
            <Trans>Decline …</Trans>
          </Button>
        )}
        {isLiving && mayWithdraw && (
          <Button size="small" variant="plain" onClick={() => setRewording(true)}>
            {state === "REQUESTED" ? <Trans>Change …</Trans> : <Trans>Change what we do without it …</Trans>}
          </Button>
        )}
        {isLiving && mayWithdraw && (
          <Button size="small" variant="plain" disabled={isUnderway} onClick={() => void withdraw()}>
            <Trans>Withdraw</Trans>
          </Button>
        )}
      </div>
      <ProblemList problems={problems} failure={failure} />
      {isRewording && <RewordPanel dependency={data} onClose={() => setRewording(false)} />}
      {mode && (
        <Suspense fallback={null}>
          <AnswerDialog
            dependency={data}
            mode={mode}
            onClose={() => setMode(null)}
            onDone={(words) => {
              setMode(null);
              done(words);
            }}
          />
        </Suspense>
      )}
    </div>
  );
}

type End = {
  readonly __typename: string;
  readonly title?: string;
  readonly okrSet?: { readonly state: string };
  readonly objective?: { readonly okrSet: { readonly state: string } };
};

function setStateOf(end: End): string | undefined {
  return (end.okrSet ?? end.objective?.okrSet)?.state;
}

function titleOf(end: End): string {
  return end.title ?? "";
}
