/** How initiatives are saved while one types, and linked to the key results that they are meant to move. */

import { fetchQuery, graphql } from "react-relay/hooks";
import { readInlineData } from "relay-runtime";
import type {
  InitiativeState,
  initiativeEdits_initiative$key,
} from "../../__generated__/initiativeEdits_initiative.graphql";
import type { initiativeEditsLinkMutation } from "../../__generated__/initiativeEditsLinkMutation.graphql";
import type { initiativeEditsPlanMutation } from "../../__generated__/initiativeEditsPlanMutation.graphql";
import type { initiativeEditsQuery } from "../../__generated__/initiativeEditsQuery.graphql";
import type { initiativeEditsReviseMutation } from "../../__generated__/initiativeEditsReviseMutation.graphql";
import type { initiativeEditsUnlinkMutation } from "../../__generated__/initiativeEditsUnlinkMutation.graphql";
import type { Answer, ErrandKind, RecordKind } from "../../lib/edits/kinds";
import type { Refusal } from "../../lib/edits/records";
import { sendDeed } from "../problems/sendDeed";

export type { InitiativeState };

export type InitiativeFields = {
  readonly title: string;
  readonly text: string;
  readonly state: InitiativeState;
  /** An ISO day; null when there is none. */
  readonly dueOn: string | null;
};

const fragment = graphql`
  fragment initiativeEdits_initiative on Initiative @inline {
    id
    version
    title
    text
    state
    dueOn
  }
`;

export function seenOf(initiative: initiativeEdits_initiative$key) {
  const { id, version, title, text, state, dueOn } = readInlineData(fragment, initiative);
  const fields: InitiativeFields = { title, text, state, dueOn: dueOn ?? null };
  return { id, version, fields };
}

function answered(
  initiative: initiativeEdits_initiative$key | null | undefined,
  problems: readonly Refusal[],
): Answer {
  if (!initiative || problems.length > 0) return { how: "refused", problems };
  const { id, version, fields } = seenOf(initiative);
  return { how: "done", id, version, fields };
}

/** `parent` of a new one is the unit that does it. */
export const initiativeEdits: RecordKind<InitiativeFields> = {
  name: "initiative",

  async read(environment, id) {
    const query = graphql`
      query initiativeEditsQuery($id: ID!) {
        node(id: $id) {
          ...initiativeEdits_initiative @alias(as: "initiative")
        }
      }
    `;
    const fresh = { networkCacheConfig: { force: true } };
    const answer = await fetchQuery<initiativeEditsQuery>(environment, query, { id }, fresh).toPromise();
    return answer?.node?.initiative ? seenOf(answer.node.initiative) : null;
  },

  async save(environment, { id, version, changes, key }) {
    const mutation = graphql`
      mutation initiativeEditsReviseMutation($input: ReviseInitiativeInput!) {
        reviseInitiative(input: $input) {
          initiative {
            ...initiativeEdits_initiative
            ...InitiativeLine_initiative
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
    const input = { initiative: id, expectedVersion: version, idempotencyKey: key, ...changes };
    const { reviseInitiative } = await sendDeed<initiativeEditsReviseMutation>(environment, mutation, {
      input,
    });
    return answered(reviseInitiative.initiative, reviseInitiative.problems);
  },

  isReady: ({ title }) => title.trim() !== "",

  async create(environment, { parent, fields, key, named }) {
    const mutation = graphql`
      mutation initiativeEditsPlanMutation($input: PlanInitiativeInput!) {
        planInitiative(input: $input) {
          initiative {
            id
            ...initiativeEdits_initiative
            ...InitiativeLine_initiative
            unit {
              id
              initiatives {
                id
              }
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
    const { title, text, dueOn } = fields;
    const input = { unit: parent, idempotencyKey: key, title, text, dueOn };
    const { planInitiative } = await sendDeed<initiativeEditsPlanMutation>(
      environment,
      mutation,
      { input },
      (_, answer) => {
        const made = answer?.planInitiative.initiative;
        if (made) named(made.id);
      },
    );
    return answered(planInitiative.initiative, planInitiative.problems);
  },
};

export type InitiativeLink = { readonly initiative: string; readonly keyResult: string };

const ended = ({ problems }: { readonly problems: readonly Refusal[] }) =>
  problems.length === 0 ? { how: "done" as const } : { how: "refused" as const, problems };

export const linkInitiative: ErrandKind<InitiativeLink> = {
  name: "linkInitiative",
  async send(environment, { subject, key }) {
    const mutation = graphql`
      mutation initiativeEditsLinkMutation($input: LinkInitiativeInput!) {
        linkInitiative(input: $input) {
          initiative {
            ...InitiativeLine_initiative
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
    const input = { ...subject, idempotencyKey: key };
    return ended(
      (await sendDeed<initiativeEditsLinkMutation>(environment, mutation, { input })).linkInitiative,
    );
  },
};

export const unlinkInitiative: ErrandKind<InitiativeLink> = {
  name: "unlinkInitiative",
  async send(environment, { subject, key }) {
    const mutation = graphql`
      mutation initiativeEditsUnlinkMutation($input: UnlinkInitiativeInput!) {
        unlinkInitiative(input: $input) {
          initiative {
            ...InitiativeLine_initiative
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
    const input = { ...subject, idempotencyKey: key };
    return ended(
      (await sendDeed<initiativeEditsUnlinkMutation>(environment, mutation, { input })).unlinkInitiative,
    );
  },
};
