import "./texts";
import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect } from "react";
import { fetchQuery, graphql, useFragment, useRelayEnvironment } from "react-relay/hooks";
import type { ReadingStatus_reading$key } from "../../__generated__/ReadingStatus_reading.graphql";
import type { ReadingStatusQuery } from "../../__generated__/ReadingStatusQuery.graphql";
import { Button } from "../../ui/Button";
import styles from "./ReadingStatus.module.css";
import { isRecounting } from "./readings";
import { useRecount } from "./useRecount";

const query = graphql`
  query ReadingStatusQuery($cycle: ID!) {
    overlapReading(cycle: $cycle) {
      ...ReadingStatus_reading
    }
  }
`;

/** How often one asks how far the reading has come while it goes on, in milliseconds. */
const rhythm = 1_000;

const readingFragment = graphql`
  fragment ReadingStatus_reading on OverlapReading {
    total
    unread
    isLexicalOnly
    recount {
      done
      total
      startedAt
      finishedAt
    }
  }
`;

type Props = { reading: ReadingStatus_reading$key; cycleId: string };

/** How many of the cycle's texts are compared, in a few words beside others. */
export function ReadingWords({ reading, cycleId }: Props) {
  const { t } = useLingui();
  const data = useFragment(readingFragment, reading);
  const environment = useRelayEnvironment();
  const { unread, isLexicalOnly } = data;
  const isGoingOn = unread > 0 || isRecounting(data.recount ?? null);
  useEffect(() => {
    if (!isGoingOn) return;
    const timer = setInterval(() => {
      fetchQuery<ReadingStatusQuery>(
        environment,
        query,
        { cycle: cycleId },
        { networkCacheConfig: { force: true } },
      ).subscribe({ error: () => {} });
    }, rhythm);
    return () => clearInterval(timer);
  }, [environment, cycleId, isGoingOn]);
  return (
    <span role="status">
      {unread > 0
        ? plural(unread, { one: "# text still being read", other: "# texts still being read" })
        : t`all texts are read`}
      {isLexicalOnly && (
        <>
          {" · "}
          <span
            title={t`Nothing that reads meaning is installed. Texts that say the same in other words, or in another language, are not found.`}
          >
            <Trans>only words are compared</Trans>
          </span>
        </>
      )}
    </span>
  );
}

/** Compare everything anew: how far it has come, and the way to stop it. */
export function Recount({ reading, cycleId, mayRecount }: Props & { mayRecount: boolean }) {
  const { t } = useLingui();
  const { recount } = useFragment(readingFragment, reading);
  const { start, cancel, isUnderway } = useRecount(cycleId);
  if (isRecounting(recount ?? null) && recount) {
    const { done, total } = recount;
    return (
      <div className={styles.recount}>
        <p>
          <Trans>
            Comparing {done} of {total}
          </Trans>
        </p>
        <progress
          aria-label={t`Comparing everything anew`}
          max={Math.max(1, total)}
          value={done}
          className={styles.progress}
        />
        {mayRecount && (
          <Button size="small" disabled={isUnderway} onClick={() => void cancel()}>
            <Trans>Cancel</Trans>
          </Button>
        )}
      </div>
    );
  }
  if (!mayRecount) return null;
  return (
    <Button disabled={isUnderway} onClick={() => void start()}>
      <Trans>Compare anew</Trans>
    </Button>
  );
}
