import { useLingui } from "@lingui/react/macro";
import { Suspense } from "react";
import { graphql, useFragment, useLazyLoadQuery } from "react-relay/hooks";
import type { Composing_case$key } from "../../../__generated__/Composing_case.graphql";
import type { ComposingQuery } from "../../../__generated__/ComposingQuery.graphql";
import { useFreshness } from "../../../lib/freshness";
import { newKey } from "../../../lib/keys";
import { Skeleton } from "../../../ui/Skeleton";
import type { Me } from "../me";
import { asOutcome } from "../outcomes";
import { Composer } from "./Composer";
import { changesFrom } from "./inputs";
import { objectiveLines } from "./objectiveLines";
import "./texts";
import { useEffectValues } from "./useEffectValues";

type Props = { alignmentCase: Composing_case$key; me: Me; onClose: () => void };

/** Compose a proposal in the room: from nothing, or from what is up for signature. */
export function Composing(props: Props) {
  const { t } = useLingui();
  return (
    <Suspense fallback={<Skeleton label={t`Fetching what can be changed`} lines={4} />}>
      <WithChoices {...props} />
    </Suspense>
  );
}

function WithChoices({ alignmentCase, me, onClose }: Props) {
  const data = useFragment(
    graphql`
      fragment Composing_case on AlignmentCase {
        id
        version
        cycle {
          id
          endsOn
        }
        participants {
          unit {
            id
            name
          }
        }
        objectives {
          id
        }
        mayPropose {
          id
          name
        }
        proposal {
          number
          outcome
          lookAgainOn
          unit {
            name
          }
          effects {
            ...useEffectValues_effects
          }
        }
      }
    `,
    alignmentCase,
  );
  const units = data.participants.map(({ unit }) => unit);
  const objectives = useObjectives(
    units.map(({ id }) => id),
    data.cycle.id,
    data.objectives.map(({ id }) => id),
  );
  const values = useEffectValues(data.proposal?.effects ?? noEffects);
  const { proposal } = data;
  return (
    <Composer
      caseId={data.id}
      version={data.version}
      lastDay={data.cycle.endsOn}
      current={
        proposal
          ? {
              number: proposal.number,
              outcome: asOutcome(proposal.outcome),
              changes: changesFrom(values, objectives, newKey),
              lookAgainOn: proposal.lookAgainOn ?? "",
            }
          : null
      }
      currentUnit={proposal?.unit.name ?? null}
      subjects={objectives.filter(({ id }) => data.objectives.some((subject) => subject.id === id))}
      objectives={objectives}
      units={units}
      ownUnits={data.mayPropose}
      signsFor={me.signsFor}
      onClose={onClose}
    />
  );
}

const noEffects: [] = [];

/** What can be changed: the OKRs of all who take part, as one may see them, and what the case is about. */
function useObjectives(units: readonly string[], cycle: string, subjects: readonly string[]) {
  const { units: found, subjects: named } = useLazyLoadQuery<ComposingQuery>(
    graphql`
      query ComposingQuery($units: [ID!]!, $cycle: ID!, $subjects: [ID!]!) {
        units: nodes(ids: $units) {
          ... on Unit {
            okrSet(cycle: $cycle) {
              objectives {
                id
                title
                why
                unit {
                  id
                  name
                }
                keyResults {
                  id
                  title
                  kind
                  measure
                  baseline
                  target
                }
              }
            }
          }
        }
        # A partner's draft is seen as far as the case is about it.
        subjects: nodes(ids: $subjects) {
          ... on Objective {
            id
            title
            why
            unit {
              id
              name
            }
            keyResults {
              id
              title
              kind
              measure
              baseline
              target
            }
          }
        }
      }
    `,
    { units, cycle, subjects },
    useFreshness(),
  );
  const all = [
    ...found.flatMap((unit) => unit?.okrSet?.objectives ?? []),
    ...named.flatMap((one) => one ?? []),
  ];
  return objectiveLines(all);
}
