import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { ProposeMoalPanelMutation } from "../../__generated__/ProposeMoalPanelMutation.graphql";
import type { ProposeMoalPanelQuery } from "../../__generated__/ProposeMoalPanelQuery.graphql";
import { askAgain } from "../../lib/freshness";
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
import { MoalFields, type MoalWording, moalFields, yearOf } from "./MoalFields";
import "./texts";

const mutation = graphql`
  mutation ProposeMoalPanelMutation($input: ProposeMoalInput!) {
    proposeMoal(input: $input) {
      moal {
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

const payloadOf = (response: ProposeMoalPanelMutation["response"]) => response.proposeMoal;

type Draft = MoalWording & { unit: string; proposedBy: string; key: string };
type Props = { year: number; companyId: string; onClose: () => void };

/** Propose a Moal for the company or a division, in the name of one of one's own units. */
export function ProposeMoalPanel({ year, companyId, onClose }: Props) {
  const { t } = useLingui();
  const query = useLazyLoadQuery<ProposeMoalPanelQuery>(
    graphql`
      query ProposeMoalPanelQuery {
        viewer {
          memberships {
            role
            unit {
              id
              name
            }
          }
        }
        units(kinds: [COMPANY, DIVISION], first: 200) {
          nodes {
            id
            name
          }
        }
        ...MoalFields_query
      }
    `,
    {},
  );
  const own = new Map(
    query.viewer.memberships
      .filter((membership) => membership.role !== "VIEWER")
      .map((membership) => [membership.unit.id, membership.unit.name]),
  );
  const [firstOwn = ""] = own.keys();
  const { draft, change, drop } = useDraft<Draft>(`proposeMoal.${year}`, () => ({
    title: "",
    why: "",
    year: String(year),
    directions: [],
    unit: companyId,
    proposedBy: firstOwn,
    key: newKey(),
  }));
  const { send, isUnderway } = useDeed<ProposeMoalPanelMutation>(mutation, payloadOf);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const [wasTried, setTried] = useState(false);
  const proposedBy = own.has(draft.proposedBy) ? draft.proposedBy : firstOwn;

  const propose = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const forYear = yearOf(draft.year);
    if (draft.title.trim() === "" || forYear === null) return;
    const ending = await send({
      variables: {
        input: {
          idempotencyKey: draft.key,
          unit: draft.unit,
          proposedBy,
          year: forYear,
          title: draft.title,
          why: draft.why,
          directions: draft.directions,
        },
      },
    });
    setProblems(ending.how === "refused" ? ending.problems : []);
    setFailure(ending.how === "failed" ? ending.words : null);
    if (ending.how === "refused") change({ key: newKey() });
    if (ending.how !== "done") return;
    drop();
    tell(t`Proposed. The unit that it is for agrees or drops it.`);
    askAgain();
    onClose();
  };

  return (
    <SidePanel title={t`Propose a Moal`} onClose={onClose}>
      <Form onSubmit={propose}>
        <MoalFields query={query} wording={draft} problems={problems} wasTried={wasTried} onChange={change} />
        <Field label={t`For`} problem={problemAt(problems, "unit")}>
          {(wiring) => (
            <select
              {...wiring}
              className={inputClass}
              value={draft.unit}
              onChange={(event) => change({ unit: event.target.value })}
            >
              {query.units.nodes.map((unit) => (
                <option key={unit.id} value={unit.id}>
                  {unit.name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t`Proposed by`} problem={problemAt(problems, "proposedBy")}>
          {(wiring) => (
            <select
              {...wiring}
              className={inputClass}
              value={proposedBy}
              onChange={(event) => change({ proposedBy: event.target.value })}
            >
              {[...own].map(([id, name]) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <ProblemList
          problems={problems}
          shownAtFields={[...moalFields, "unit", "proposedBy"]}
          failure={failure}
        />
        <FormDeeds>
          <Button type="submit" variant="primary" disabled={isUnderway}>
            <Trans>Propose the Moal</Trans>
          </Button>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
        </FormDeeds>
      </Form>
    </SidePanel>
  );
}
