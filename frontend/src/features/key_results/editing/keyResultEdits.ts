/** How a key result is saved while one types: field by field, though the server takes its definition as a whole. */

import { fetchQuery, graphql } from "react-relay/hooks";
import { type Environment, readInlineData } from "relay-runtime";
import type { keyResultEdits_keyResult$key } from "../../../__generated__/keyResultEdits_keyResult.graphql";
import type { keyResultEditsDraftMutation } from "../../../__generated__/keyResultEditsDraftMutation.graphql";
import type { keyResultEditsQuery } from "../../../__generated__/keyResultEditsQuery.graphql";
import type { keyResultEditsReviseMutation } from "../../../__generated__/keyResultEditsReviseMutation.graphql";
import type { Answer, RecordKind } from "../../../lib/edits/kinds";
import { same, type Value } from "../../../lib/edits/records";
import { sendDeed } from "../../problems/sendDeed";
import { asMeasured, type Definition, kindByNumbers } from "./definitions";

export type Caretaker = { readonly id: string; readonly name: string };

export type KeyResultFields = Definition & {
  readonly title: string;
  readonly weight: number;
  readonly caretaker: Caretaker | null;
};

export type SeenKeyResult = {
  readonly id: string;
  readonly version: number;
  readonly fields: KeyResultFields;
};

/** Whether two values of a field are the same to a reader. */
export function isSame(a: Value, b: Value): boolean {
  return same(a, b);
}

const fragment = graphql`
  fragment keyResultEdits_keyResult on KeyResult @inline {
    id
    version
    title
    weight
    kind
    baseline
    target
    stretch
    bandLow
    bandHigh
    steps {
      title
      share
      isReached
    }
    metric {
      id
      name
      measure
      goodDirection
    }
    caretaker {
      id
      name
    }
  }
`;

/** A key result as the server told it: always the same names in the same order, so that two can be compared. */
export function seenOf(keyResult: keyResultEdits_keyResult$key): SeenKeyResult {
  const { id, version, metric, caretaker, steps, ...data } = readInlineData(fragment, keyResult);
  return {
    id,
    version,
    fields: {
      title: data.title,
      weight: data.weight,
      caretaker: caretaker ? { id: caretaker.id, name: caretaker.name } : null,
      kind: data.kind,
      metric: metric
        ? { id: metric.id, name: metric.name, measure: metric.measure, goodDirection: metric.goodDirection }
        : null,
      baseline: data.baseline ?? null,
      target: data.target ?? null,
      stretch: data.stretch ?? null,
      bandLow: data.bandLow ?? null,
      bandHigh: data.bandHigh ?? null,
      steps: (steps ?? []).map(({ title, share, isReached }) => ({ title, share, isReached })),
    },
  };
}

const reviseMutation = graphql`
  mutation keyResultEditsReviseMutation($input: ReviseKeyResultInput!) {
    reviseKeyResult(input: $input) {
      keyResult {
        ...keyResultEdits_keyResult
        ...KeyResultEditor_keyResult
      }
      problems {
        code
        field
        message
        remedy
        details
      }
    }
  }
`;

const draftMutation = graphql`
  mutation keyResultEditsDraftMutation($input: DraftKeyResultInput!) {
    draftKeyResult(input: $input) {
      keyResult {
        id
        ...keyResultEdits_keyResult
        ...KeyResultEditor_keyResult
        # Every part of the objective shows its key results, each with what it needs of them.
        objective {
          id
          ...ObjectiveEditor_objective
        }
      }
      problems {
        code
        field
        message
        remedy
        details
      }
    }
  }
`;

const query = graphql`
  query keyResultEditsQuery($id: ID!) {
    keyResult(id: $id) {
      ...keyResultEdits_keyResult
      ...KeyResultEditor_keyResult
    }
  }
`;

type Payload = {
  readonly keyResult: keyResultEdits_keyResult$key | null | undefined;
  readonly problems: Extract<Answer, { how: "refused" }>["problems"];
};

function answered({ keyResult, problems }: Payload): Answer {
  if (!keyResult || problems.length > 0) return { how: "refused", problems };
  const { id, version, fields } = seenOf(keyResult);
  return { how: "done", id, version, fields };
}

const definitionFields: readonly string[] = [
  "kind",
  "metric",
  "baseline",
  "target",
  "stretch",
  "bandLow",
  "bandHigh",
  "steps",
];

function measured(fields: KeyResultFields) {
  return asMeasured({ ...fields, kind: kindByNumbers(fields) });
}

export const keyResultEdits: RecordKind<KeyResultFields> = {
  name: "keyResult",

  async read(environment: Environment, id: string) {
    const fresh = { networkCacheConfig: { force: true } };
    const answer = await fetchQuery<keyResultEditsQuery>(environment, query, { id }, fresh).toPromise();
    return answer?.keyResult ? seenOf(answer.keyResult) : null;
  },

  // What is measured goes as a whole, of what the server told last and of what this person changed: where two
  // change different numbers at once, the later one is refused as stale, reads the other's number, and sends both.
  async save(environment, { id, version, changes, whole, key }) {
    const isRedefined = Object.keys(changes).some((field) => definitionFields.includes(field));
    const input = {
      idempotencyKey: key,
      keyResult: id,
      expectedVersion: version,
      ...("title" in changes && { title: changes.title }),
      ...("weight" in changes && { weight: changes.weight }),
      ...("caretaker" in changes && { caretaker: changes.caretaker?.id ?? null }),
      ...(isRedefined && { measured: measured(whole) }),
    };
    const answer = await sendDeed<keyResultEditsReviseMutation>(environment, reviseMutation, { input });
    return answered(answer.reviseKeyResult);
  },

  async create(environment, { parent, fields, key, named }) {
    const input = {
      idempotencyKey: key,
      objective: parent,
      title: fields.title,
      measured: measured(fields),
      weight: fields.weight,
      caretaker: fields.caretaker?.id ?? null,
    };
    const answer = await sendDeed<keyResultEditsDraftMutation>(
      environment,
      draftMutation,
      { input },
      (_, data) => {
        const made = data?.draftKeyResult.keyResult;
        if (made) named(made.id);
      },
    );
    return answered(answer.draftKeyResult);
  },

  isReady: ({ title }) => title.trim() !== "",

  fieldOf({ field }) {
    const first = field?.split(".")[0];
    if (first === "newMetric" || first === "new_metric") return "metric";
    return first === "steps" ? "steps" : undefined;
  },
};
