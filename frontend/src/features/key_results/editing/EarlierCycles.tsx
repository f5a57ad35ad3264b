import { Trans, useLingui } from "@lingui/react/macro";
import { Suspense } from "react";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import "./texts";
import type { EarlierCyclesQuery } from "../../../__generated__/EarlierCyclesQuery.graphql";
import { useLocale } from "../../../lib/locale";
import { formatMeasured } from "../../../lib/measures";
import { Button } from "../../../ui/Button";
import styles from "./EarlierCycles.module.css";

type Props = {
  metricId: string;
  measure: string;
  cycleId: string;
  /** Takes a value as the start; null when there is one. */
  onStart: ((value: number) => void) | null;
};

const shownCycles = 3;

/** What a metric had come to in earlier cycles, so that a target is set by what was possible so far. */
export function EarlierCycles(props: Props) {
  return (
    <Suspense fallback={null}>
      <Reached {...props} />
    </Suspense>
  );
}

function Reached({ metricId, measure, cycleId, onStart }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const { node } = useLazyLoadQuery<EarlierCyclesQuery>(
    graphql`
      query EarlierCyclesQuery($id: ID!) {
        node(id: $id) {
          ... on Metric {
            reached {
              value
              measuredAt
              cycle {
                id
                name
              }
            }
          }
        }
      }
    `,
    { id: metricId },
    { fetchPolicy: "store-or-network" },
  );
  const reached = node?.reached ?? [];
  const earlier = reached.filter(({ cycle }) => cycle.id !== cycleId).slice(0, shownCycles);
  const [latest] = reached;
  if (!latest) return null;
  const say = (value: number) => formatMeasured(value, measure, locale);
  const now = say(latest.value);
  return (
    <p className={styles.earlier}>
      {earlier.length > 0 && (
        <>
          <Trans>Reached earlier:</Trans>{" "}
          {earlier.map(({ cycle, value }) => `${cycle.name} ${say(value)}`).join(" · ")}
        </>
      )}
      {onStart && (
        <Button size="small" variant="plain" onClick={() => onStart(latest.value)}>
          {t`Start from the last value, ${now}`}
        </Button>
      )}
    </p>
  );
}
