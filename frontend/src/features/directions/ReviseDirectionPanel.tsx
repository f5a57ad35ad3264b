import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { ReviseDirectionPanelMutation } from "../../__generated__/ReviseDirectionPanelMutation.graphql";
import type { ReviseDirectionPanelQuery } from "../../__generated__/ReviseDirectionPanelQuery.graphql";
import { askAgain, useFreshness } from "../../lib/freshness";
import { newKey } from "../../lib/keys";
import { useDraft } from "../../lib/useDraft";
import { Button } from "../../ui/Button";
import { SidePanel } from "../../ui/Dialog";
import { Field, inputClass } from "../../ui/Field";
import { Form, FormDeeds } from "../../ui/Form";
import { tell } from "../../ui/messages";
import { ProblemList } from "../problems/ProblemList";
import { type Problem, problemAt } from "../problems/problems";
import { useDeed } from "../problems/useDeed";
import { BothVersions } from "./BothVersions";
import { MarkedText } from "./MarkedText";
import { WordingFields, wordingFields } from "./WordingFields";
import { type Wording, yearsOf } from "./wordings";
import { useKindWords } from "./words";
import "./texts";

const mutation = graphql`
  mutation ReviseDirectionPanelMutation($input: ReviseDirectionInput!) {
    reviseDirection(input: $input) {
      direction {
        id
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

const payloadOf = (response: ReviseDirectionPanelMutation["response"]) => response.reviseDirection;

type Direction = Extract<
  NonNullable<ReviseDirectionPanelQuery["response"]["node"]>,
  { readonly __typename: "Direction" }
>;
/** `base` is the version that one began from. */
type Draft = Wording & { base: string; reason: string; key: string };

const wordingOf = (version: Direction["versions"][number]): Wording & { base: string } => ({
  base: version.id,
  title: version.title,
  text: version.text,
  horizonYears: String(version.horizonYears),
});

/** Find other words for a direction: a new version, and why. */
export function ReviseDirectionPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const { node } = useLazyLoadQuery<ReviseDirectionPanelQuery>(
    graphql`
      query ReviseDirectionPanelQuery($id: ID!) {
        node(id: $id) {
          __typename
          ... on Direction {
            kind
            versions {
              id
              version
              title
              text
              horizonYears
              validTo
              statedBy
              supersedes {
                id
              }
            }
          }
        }
      }
    `,
    { id },
    useFreshness(),
  );
  return node?.__typename === "Direction" ? <Revising direction={node} onClose={onClose} /> : null;
}

function Revising({ direction, onClose }: { direction: Direction; onClose: () => void }) {
  const { t } = useLingui();
  const { kind, versions } = direction;
  const words = useKindWords()[kind as "MISSION" | "VISION" | "STRATEGY"];
  const standing = versions[0];
  const first = versions.at(-1);
  const { draft, change, drop } = useDraft<Draft>(`revise.${first?.id}`, () => ({
    ...(standing ? wordingOf(standing) : { base: "", title: "", text: "", horizonYears: "" }),
    reason: "",
    key: newKey(),
  }));
  const { send, isUnderway } = useDeed<ReviseDirectionPanelMutation>(mutation, payloadOf);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const [wasTried, setTried] = useState(false);
  const base = versions.find((version) => version.id === draft.base);
  if (!standing) return null;
  const isOvertaken = base !== undefined && base.id !== standing.id;

  const revise = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const horizonYears = yearsOf(draft.horizonYears);
    if (draft.title.trim() === "" || horizonYears === null || draft.reason.trim() === "" || isOvertaken)
      return;
    const ending = await send({
      variables: {
        input: {
          idempotencyKey: draft.key,
          direction: standing.id,
          expectedVersion: standing.version,
          title: draft.title,
          text: draft.text,
          horizonYears,
          reason: draft.reason,
        },
      },
    });
    setProblems(ending.how === "refused" ? ending.problems : []);
    setFailure(ending.how === "failed" ? ending.words : null);
    if (ending.how === "refused") change({ key: newKey() });
    // Somebody was quicker: what they wrote is fetched, and shown beside this.
    if (ending.how !== "failed") askAgain();
    if (ending.how !== "done") return;
    drop();
    tell(t`The new version holds from today.`);
    onClose();
  };

  return (
    <SidePanel title={words.revise} onClose={onClose}>
      <Form onSubmit={revise}>
        {isOvertaken && base && (
          <BothVersions
            by={standing.statedBy ?? null}
            onKeepMine={() => {
              change({ base: standing.id, key: newKey() });
              setProblems([]);
            }}
            onTakeTheirs={() => {
              change({ ...wordingOf(standing), key: newKey() });
              setProblems([]);
            }}
          >
            <p>
              <b>
                <MarkedText before={base.title} after={standing.title} />
              </b>
            </p>
            <p>
              <MarkedText before={base.text} after={standing.text} />
            </p>
          </BothVersions>
        )}
        <WordingFields
          wording={draft}
          asks={words.asks}
          problems={problems}
          wasTried={wasTried}
          onChange={change}
        />
        <Field
          label={t`Why it is changed`}
          hint={t`Kept with the new version, for everybody to read.`}
          problem={
            wasTried && draft.reason.trim() === ""
              ? t`Say why, in a sentence.`
              : problemAt(problems, "reason")
          }
        >
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
        {!isOvertaken && (
          <ProblemList problems={problems} shownAtFields={[...wordingFields, "reason"]} failure={failure} />
        )}
        {isOvertaken && failure && <ProblemList problems={[]} failure={failure} />}
        <FormDeeds>
          <Button type="submit" variant="primary" disabled={isUnderway || isOvertaken}>
            <Trans>Make a new version</Trans>
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
