import { useEffect } from "react";
import { fetchQuery, graphql, useRelayEnvironment } from "react-relay/hooks";
import { type Environment, requestSubscription } from "relay-runtime";
import type { LiveUpdatesChangedQuery } from "../__generated__/LiveUpdatesChangedQuery.graphql";
import type { LiveUpdatesSubscription } from "../__generated__/LiveUpdatesSubscription.graphql";
import { askAgain, changedRecords } from "../lib/freshness";
import { durations } from "../ui/tokens";
import { connections } from "./liveState";

const subscription = graphql`
  subscription LiveUpdatesSubscription {
    changes {
      isRefetchNeeded
      ids
    }
  }
`;

/** The figures that others change while one looks, as the rows that show them ask for them. */
const changedQuery = graphql`
  query LiveUpdatesChangedQuery($objectives: [ID!]!, $keyResults: [ID!]!, $contributions: [ID!]!, $moals: [ID!]!) {
    objectives: nodes(ids: $objectives) {
      id
      ...ObjectiveFigures_objective @alias
    }
    keyResults: nodes(ids: $keyResults) {
      id
      ...KeyResultRow_keyResult @alias
      # New check-ins come whole: a history that shows them reads more of each than the row does.
      ... on KeyResult {
        checkIns(first: 8) {
          nodes {
            ...CheckInEntry_checkIn
          }
        }
      }
    }
    moals: nodes(ids: $moals) {
      id
      ... on Moal {
        title
        why
        state
        stateReason
        support
        version
      }
    }
    contributions: nodes(ids: $contributions) {
      id
      ... on Contribution {
        state
        version
      }
    }
  }
`;

const batch = 50;

/** Only what some place has asked for is asked for again; a change elsewhere costs this browser nothing. */
async function patch(environment: Environment, ids: readonly string[]): Promise<void> {
  const known = environment.getStore().getSource();
  const shown = ids.filter((id) => known.has(id));
  const ofType = (type: string, start: number) =>
    shown.filter((id) => id.startsWith(`${type}_`)).slice(start, start + batch);
  for (let start = 0; ; start += batch) {
    const variables = {
      objectives: ofType("objective", start),
      keyResults: ofType("key_result", start),
      contributions: ofType("contribution", start),
      moals: ofType("moal", start),
    };
    if (Object.values(variables).every((some) => some.length === 0)) return;
    await fetchQuery<LiveUpdatesChangedQuery>(environment, changedQuery, variables).toPromise();
  }
}

/** A record that is new here, or a link that was answered, may change what is listed; figures alone never do. */
function changesLists(environment: Environment, ids: readonly string[]): boolean {
  const known = environment.getStore().getSource();
  const structural = ids.filter((id) => !id.startsWith("check_in_") && !id.startsWith("measurement_"));
  const hasChanged = (id: string) =>
    /^(contribution|alignment_case|comment|unit|cycle|organisation)_/.test(id) || !known.has(id);
  return structural.some(hasChanged) && ids.some((id) => known.has(id));
}

/** Brings what others changed onto the screen, and asks again for all of it after a gap. */
export function LiveUpdates() {
  const environment = useRelayEnvironment();
  useEffect(() => {
    let pending: string[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const take = () => {
      const ids = [...new Set(pending)];
      pending = [];
      timer = undefined;
      changedRecords.set(ids);
      if (changesLists(environment, ids)) askAgain();
      // Without these figures the screen is as old as before, and the next change asks again.
      void patch(environment, ids).catch(() => {});
    };
    const { dispose } = requestSubscription<LiveUpdatesSubscription>(environment, {
      subscription,
      variables: {},
      onNext: (answer) => {
        const changes = answer?.changes;
        if (!changes) return;
        if (changes.isRefetchNeeded) askAgain();
        pending.push(...changes.ids);
        timer ??= setTimeout(take, durations.batch);
      },
    });
    const unfollow = connections.follow(askAgain);
    return () => {
      clearTimeout(timer);
      unfollow();
      dispose();
    };
  }, [environment]);
  return null;
}
