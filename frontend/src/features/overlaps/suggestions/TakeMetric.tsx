import "./texts";
import { useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { TakeMetric_own$key } from "../../../__generated__/TakeMetric_own.graphql";
import type { TakeMetric_theirs$key } from "../../../__generated__/TakeMetric_theirs.graphql";
import { useEditedField, useRecord } from "../../../lib/edits/useEdits";
import { Button } from "../../../ui/Button";
import { announce } from "../../../ui/messages";
import { keyResultEdits, seenOf } from "../../key_results/editing/keyResultEdits";

type Props = { own: TakeMetric_own$key; theirs: TakeMetric_theirs$key; unitName: string };

/** Measures a key result by what another unit measures its own by; undone like all that is written here. */
export function TakeMetric({ own, theirs, unitName }: Props) {
  const { t } = useLingui();
  const ours = useFragment(
    graphql`
      fragment TakeMetric_own on KeyResult {
        id
        title
        objective {
          okrSet {
            state
          }
        }
        ...keyResultEdits_keyResult
      }
    `,
    own,
  );
  const { metric } = useFragment(
    graphql`
      fragment TakeMetric_theirs on KeyResult {
        metric {
          id
          name
          measure
          goodDirection
        }
      }
    `,
    theirs,
  );
  const seen = seenOf(ours);
  const record = useRecord(keyResultEdits, ours.id, { version: seen.version, fields: seen.fields });
  const field = useEditedField(record, "metric", { words: t`Choose a metric` });
  const isWritten = ["DRAFT", "PROPOSED", "ALIGNED"].includes(ours.objective.okrSet.state);
  if (!metric || !isWritten || field.value?.id === metric.id) return null;
  const take = () => {
    field.choose({
      id: metric.id,
      name: metric.name,
      measure: metric.measure,
      goodDirection: metric.goodDirection,
    } as NonNullable<typeof field.value>);
    announce(t`“${ours.title}” is measured by “${metric.name}” now.`);
  };
  return (
    <Button
      variant="plain"
      size="small"
      onClick={take}
      aria-label={t`Take the metric “${metric.name}” of ${unitName}`}
    >
      {t`Take its metric`}
    </Button>
  );
}
