import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import "./texts";
import type { dependencyDeedsRewordMutation } from "../../../__generated__/dependencyDeedsRewordMutation.graphql";
import type { RewordPanel_dependency$key } from "../../../__generated__/RewordPanel_dependency.graphql";
import { askAgain } from "../../../lib/freshness";
import { newKey } from "../../../lib/keys";
import { useDraft } from "../../../lib/useDraft";
import { Button } from "../../../ui/Button";
import { SidePanel } from "../../../ui/Dialog";
import { Form, FormDeeds } from "../../../ui/Form";
import { tell } from "../../../ui/messages";
import { ProblemList } from "../../problems/ProblemList";
import type { Problem } from "../../problems/problems";
import { useDeed } from "../../problems/useDeed";
import { type AskedFor, AskFields, isAskable } from "./AskFields";
import { rewordDependency } from "./dependencyDeeds";

const payloadOf = (response: dependencyDeedsRewordMutation["response"]) => response.rewordDependency;

/** What somebody changed; the rest follows the request. */
type Draft = { changes: Partial<AskedFor>; key: string };

type Props = { dependency: RewordPanel_dependency$key; onClose: () => void };

/** What was asked for, in other words: all of it until it is answered, afterwards what is done if it doesn't come. */
export function RewordPanel({ dependency, onClose }: Props) {
  const { t } = useLingui();
  const data = useFragment(
    graphql`
      fragment RewordPanel_dependency on Dependency {
        id
        version
        state
        what
        neededBy
        kind
        fallback
        cycle {
          endsOn
        }
      }
    `,
    dependency,
  );
  const { draft, change, drop } = useDraft<Draft>(`reword.${data.id}`, () => ({
    changes: {},
    key: newKey(),
  }));
  const { send, isUnderway } = useDeed<dependencyDeedsRewordMutation>(rewordDependency, payloadOf);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const [wasTried, setTried] = useState(false);
  const isAnswered = data.state !== "REQUESTED";
  const { what, neededBy, kind, fallback } = data;
  const values: AskedFor = { what, neededBy, kind, fallback, ...draft.changes };

  const reword = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isAskable(values)) return;
    const changes = isAnswered ? { fallback: values.fallback } : draft.changes;
    const ending = await send({
      variables: {
        input: { dependency: data.id, expectedVersion: data.version, idempotencyKey: draft.key, ...changes },
      },
    });
    setProblems(ending.how === "refused" ? ending.problems : []);
    setFailure(ending.how === "failed" ? ending.words : null);
    if (ending.how === "refused") {
      // The key belongs to what was sent; what is changed after a refusal is another deed.
      change({ key: newKey() });
      if (ending.problems.some(({ code }) => code === "STALE_VERSION")) askAgain();
    }
    if (ending.how !== "done") return;
    drop();
    tell(t`Changed: ${values.what}`);
    onClose();
  };

  return (
    <SidePanel
      title={isAnswered ? t`What we do if it doesn't come` : t`Change what we ask for`}
      onClose={onClose}
    >
      <Form onSubmit={(event) => void reword(event)}>
        {isAnswered && <p>{what}</p>}
        <AskFields
          values={values}
          onChange={(part) => change({ changes: { ...draft.changes, ...part } })}
          problems={problems}
          wasTried={wasTried}
          cycleEndsOn={data.cycle.endsOn}
          isAnswered={isAnswered}
        />
        <ProblemList problems={problems} shownAtFields={["what", "neededBy", "fallback"]} failure={failure} />
        <FormDeeds>
          <Button type="submit" variant="primary" disabled={isUnderway}>
            <Trans>Change it</Trans>
          </Button>
          <Button
            onClick={() => {
              drop();
              onClose();
            }}
          >
            <Trans>Leave it as it is</Trans>
          </Button>
        </FormDeeds>
      </Form>
    </SidePanel>
  );
}
