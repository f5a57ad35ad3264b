import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { ReviseMoalPanelMutation } from "../../__generated__/ReviseMoalPanelMutation.graphql";
import type { ReviseMoalPanelQuery } from "../../__generated__/ReviseMoalPanelQuery.graphql";
import { askAgain, useFreshness } from "../../lib/freshness";
import { newKey } from "../../lib/keys";
import { useDraft } from "../../lib/useDraft";
import { Button } from "../../ui/Button";
import { SidePanel } from "../../ui/Dialog";
import { Field, inputClass } from "../../ui/Field";
import { Form, FormDeeds } from "../../ui/Form";
import { tell } from "../../ui/messages";
import { BothVersions } from "../directions/BothVersions";
import { MarkedText } from "../directions/MarkedText";
import { ProblemList } from "../problems/ProblemList";
import { type Problem, problemAt } from "../problems/problems";
import { useDeed } from "../problems/useDeed";
import { MoalFields, type MoalWording, moalFields, yearOf } from "./MoalFields";
import "./texts";

const mutation = graphql`
  mutation ReviseMoalPanelMutation($input: ReviseMoalInput!) {
    reviseMoal(input: $input) {
      moal {
        id
        title
        why
        year
        version
        directions {
          id
          title
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

const payloadOf = (response: ReviseMoalPanelMutation["response"]) => response.reviseMoal;

type Response = ReviseMoalPanelQuery["response"];
type Moal = Extract<NonNullable<Response["node"]>, { readonly __typename: "Moal" }>;
type Draft = MoalWording & {
  /** The version that one began from, and what it said. */
  base: { version: number; title: string; why: string };
  reason: string;
  key: string;
};

const beginning = (moal: Moal): MoalWording & Pick<Draft, "base"> => ({
  title: moal.title,
  why: moal.why,
  year: String(moal.year),
  directions: moal.directions.map((direction) => direction.id),
  base: { version: moal.version, title: moal.title, why: moal.why },
});

/** Find other words for a Moal. */
export function ReviseMoalPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const response = useLazyLoadQuery<ReviseMoalPanelQuery>(
    graphql`
      query ReviseMoalPanelQuery($id: ID!) {
        node(id: $id) {
          __typename
          ... on Moal {
            id
            title
            why
            year
            version
            directions {
              id
            }
          }
        }
        audit(node: $id, first: 1) {
          nodes {
            actorName
          }
        }
        ...MoalFields_query
      }
    `,
    { id },
    useFreshness(),
  );
  const { node } = response;
  return node?.__typename === "Moal" ? <Revising moal={node} response={response} onClose={onClose} /> : null;
}

function Revising({ moal, response, onClose }: { moal: Moal; response: Response; onClose: () => void }) {
  const { t } = useLingui();
  const { draft, change, drop } = useDraft<Draft>(`reviseMoal.${moal.id}`, () => ({
    ...beginning(moal),
    reason: "",
    key: newKey(),
  }));
  const { send, isUnderway } = useDeed<ReviseMoalPanelMutation>(mutation, payloadOf);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const [wasTried, setTried] = useState(false);
  const isOvertaken = draft.base.version !== moal.version;

  const revise = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const year = yearOf(draft.year);
    if (draft.title.trim() === "" || year === null || isOvertaken) return;
    const ending = await send({
      variables: {
        input: {
          idempotencyKey: draft.key,
          moal: moal.id,
          expectedVersion: moal.version,
          title: draft.title,
          why: draft.why,
          year,
          directions: draft.directions,
          reason: draft.reason,
        },
      },
    });
    setProblems(ending.how === "refused" ? ending.problems : []);
    setFailure(ending.how === "failed" ? ending.words : null);
    if (ending.how === "refused") change({ key: newKey() });
    if (ending.how !== "failed") askAgain();
    if (ending.how !== "done") return;
    drop();
    tell(t`Revised.`);
    onClose();
  };

  return (
    <SidePanel title={t`Revise the Moal`} onClose={onClose}>
      <Form onSubmit={revise}>
        {isOvertaken && (
          <BothVersions
            by={response.audit.nodes[0]?.actorName || null}
            onKeepMine={() => {
              change({ base: beginning(moal).base, key: newKey() });
              setProblems([]);
            }}
            onTakeTheirs={() => {
              change({ ...beginning(moal), key: newKey() });
              setProblems([]);
            }}
          >
            <p>
              <b>
                <MarkedText before={draft.base.title} after={moal.title} />
              </b>
            </p>
            <p>
              <MarkedText before={draft.base.why} after={moal.why} />
            </p>
          </BothVersions>
        )}
        <MoalFields
          query={response}
          wording={draft}
          problems={problems}
          wasTried={wasTried}
          onChange={change}
        />
        <Field label={t`Why it is changed`} problem={problemAt(problems, "reason")}>
          {(wiring) => (
            <textarea
              {...wiring}
              className={inputClass}
              rows={2}
              value={draft.reason}
              onChange={(event) => change({ reason: event.target.value })}
            />
          )}
        </Field>
        <ProblemList
          problems={isOvertaken ? [] : problems}
          shownAtFields={[...moalFields, "reason"]}
          failure={failure}
        />
        <FormDeeds>
          <Button type="submit" variant="primary" disabled={isUnderway || isOvertaken}>
            <Trans>Save</Trans>
          </Button>
          <Button
            onClick={() => {
              drop();
              onClose();
            }}
          >
            <Trans>Discard</Trans>
          </Button>
        </FormDeeds>
      </Form>
    </SidePanel>
  );
}
