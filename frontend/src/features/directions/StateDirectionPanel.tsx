import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { graphql } from "react-relay/hooks";
import type { StateDirectionPanelMutation } from "../../__generated__/StateDirectionPanelMutation.graphql";
import { askAgain } from "../../lib/freshness";
import { newKey } from "../../lib/keys";
import { useDraft } from "../../lib/useDraft";
import { Button } from "../../ui/Button";
import { SidePanel } from "../../ui/Dialog";
import { Form, FormDeeds } from "../../ui/Form";
import { tell } from "../../ui/messages";
import { ProblemList } from "../problems/ProblemList";
import type { Problem } from "../problems/problems";
import { useDeed } from "../problems/useDeed";
import { WordingFields, wordingFields } from "./WordingFields";
import { type Wording, yearsOf } from "./wordings";
import { type Kind, useKindWords } from "./words";
import "./texts";

const mutation = graphql`
  mutation StateDirectionPanelMutation($input: StateDirectionInput!) {
    stateDirection(input: $input) {
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

const payloadOf = (response: StateDirectionPanelMutation["response"]) => response.stateDirection;

type Draft = Wording & { key: string };

const usualYears: Record<Kind, string> = { MISSION: "10", VISION: "10", STRATEGY: "5" };

/** State a mission, a vision or a strategy that holds from today. */
export function StateDirectionPanel({ kind, onClose }: { kind: Kind; onClose: () => void }) {
  const { t } = useLingui();
  const words = useKindWords()[kind];
  const { draft, change, drop } = useDraft<Draft>(`state.${kind}`, () => ({
    title: "",
    text: "",
    horizonYears: usualYears[kind],
    key: newKey(),
  }));
  const { send, isUnderway } = useDeed<StateDirectionPanelMutation>(mutation, payloadOf);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const [wasTried, setTried] = useState(false);

  const state = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const horizonYears = yearsOf(draft.horizonYears);
    if (draft.title.trim() === "" || horizonYears === null) return;
    const ending = await send({
      variables: {
        input: { idempotencyKey: draft.key, kind, title: draft.title, text: draft.text, horizonYears },
      },
    });
    setProblems(ending.how === "refused" ? ending.problems : []);
    setFailure(ending.how === "failed" ? ending.words : null);
    if (ending.how === "refused") change({ key: newKey() });
    if (ending.how !== "done") return;
    drop();
    tell(t`It holds from today.`);
    askAgain();
    onClose();
  };

  return (
    <SidePanel title={words.state} onClose={onClose}>
      <Form onSubmit={state}>
        <WordingFields
          wording={draft}
          asks={words.asks}
          problems={problems}
          wasTried={wasTried}
          onChange={change}
        />
        <ProblemList problems={problems} shownAtFields={wordingFields} failure={failure} />
        <FormDeeds>
          <Button type="submit" variant="primary" disabled={isUnderway}>
            {words.state}
          </Button>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
        </FormDeeds>
      </Form>
    </SidePanel>
  );
}
