import { fetchQuery, graphql } from "react-relay/hooks";
import type { objectiveEditsDraftMutation } from "../../../__generated__/objectiveEditsDraftMutation.graphql";
import type { objectiveEditsQuery } from "../../../__generated__/objectiveEditsQuery.graphql";
import type { objectiveEditsReviseMutation } from "../../../__generated__/objectiveEditsReviseMutation.graphql";
import type { Answer, RecordKind } from "../../../lib/edits/kinds";
import type { Refusal } from "../../../lib/edits/records";
import { sendDeed } from "../../problems/sendDeed";

/** What is written into an objective as one types. */
export type ObjectiveFields = {
  readonly title: string;
  readonly why: string;
  readonly kind: "COMMITTED" | "ASPIRATIONAL";
  /** Empty when it is to contribute to something. */
  readonly standsAloneReason: string;
};

type Written = {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly why: string;
  readonly kind: string;
  readonly standsAloneReason: string | null | undefined;
};

/** An objective as the edits know it. */
export function asSeen({ version, title, why, kind, standsAloneReason }: Written) {
  const fields: ObjectiveFields = {
    title,
    why,
    kind: kind as ObjectiveFields["kind"],
    standsAloneReason: standsAloneReason ?? "",
  };
  return { version, fields };
}

const answered = (objective: Written | null | undefined, problems: readonly Refusal[]): Answer =>
  objective && problems.length === 0
    ? { how: "done", id: objective.id, ...asSeen(objective) }
    : { how: "refused", problems };

export const objectiveEdits: RecordKind<ObjectiveFields> = {
  name: "objective",
  async read(environment, id) {
    const query = graphql`
      query objectiveEditsQuery($id: ID!) {
        objective(id: $id) {
          ...useObjectiveRecord_objective @relay(mask: false)
        }
      }
    `;
    const answer = await fetchQuery<objectiveEditsQuery>(
      environment,
      query,
      { id },
      { networkCacheConfig: { force: true } },
    ).toPromise();
    return answer?.objective ? asSeen(answer.objective) : null;
  },
  async save(environment, { id, version, changes, key }) {
    const mutation = graphql`
      mutation objectiveEditsReviseMutation($input: ReviseObjectiveInput!) {
        reviseObjective(input: $input) {
          objective {
            ...useObjectiveRecord_objective @relay(mask: false)
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
    const input = { objective: id, expectedVersion: version, idempotencyKey: key, ...changes };
    const { reviseObjective } = await sendDeed<objectiveEditsReviseMutation>(environment, mutation, {
      input,
    });
    return answered(reviseObjective.objective, reviseObjective.problems);
  },
  isReady: (fields) => fields.title.trim() !== "",
  async create(environment, { parent, fields, key, named }) {
    const mutation = graphql`
      mutation objectiveEditsDraftMutation($input: DraftObjectiveInput!) {
        draftObjective(input: $input) {
          objective {
            ...useObjectiveRecord_objective @relay(mask: false)
            okrSet {
              id
              ...PlannedSet_okrSet
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
    const input = { okrSet: parent, idempotencyKey: key, ...fields };
    const { draftObjective } = await sendDeed<objectiveEditsDraftMutation>(
      environment,
      mutation,
      { input },
      (_, answer) => {
        const made = answer?.draftObjective.objective;
        if (made) named(made.id);
      },
    );
    return answered(draftObjective.objective, draftObjective.problems);
  },
};
