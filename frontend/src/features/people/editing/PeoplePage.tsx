import { Trans, useLingui } from "@lingui/react/macro";
import { useDeferredValue, useState } from "react";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { PeoplePageQuery } from "../../../__generated__/PeoplePageQuery.graphql";
import { useFreshness } from "../../../lib/freshness";
import { useHere } from "../../../lib/here";
import { Button } from "../../../ui/Button";
import { Empty } from "../../../ui/Empty";
import { Field, inputClass } from "../../../ui/Field";
import { Section } from "../../../ui/Section";
import { Invitations } from "./Invitations";
import { InviteDialog } from "./InviteDialog";
import styles from "./PeoplePage.module.css";
import { PersonLine } from "./PersonLine";
import "./texts";

/** Who is here and in which roles, who was, and who is invited. Never how anybody performs. */
export function PeoplePage() {
  const { t } = useLingui();
  const { companyId } = useHere();
  const [typed, setTyped] = useState("");
  const [isInviting, setInviting] = useState(false);
  const text = useDeferredValue(typed.trim());
  const data = useLazyLoadQuery<PeoplePageQuery>(
    graphql`
      query PeoplePageQuery($company: ID!, $text: String) {
        viewer {
          rights(unit: $company)
          memberships {
            role
            # The shell reads it of the same records: none may come without.
            unit {
              id
            }
          }
        }
        people(text: $text, first: 100) {
          totalCount
          nodes {
            id
            hasLeft
            ...PersonLine_person
          }
        }
        ...Invitations_query
      }
    `,
    { company: companyId, text: text === "" ? null : text },
    useFreshness(),
  );
  const { viewer, people } = data;
  const administers = viewer.rights.includes("MANAGE_ORGANISATION");
  const managesPeople =
    viewer.rights.includes("MANAGE_PEOPLE") || viewer.memberships.some((held) => held.role === "LEAD");
  const here = people.nodes.filter((person) => !person.hasLeft);
  const gone = people.nodes.filter((person) => person.hasLeft);
  const missing = people.totalCount - people.nodes.length;
  return (
    <>
      <Section title={<Trans>Who is here</Trans>}>
        <div className={styles.head}>
          <div className={styles.search}>
            <Field label={t`Search by name`}>
              {(wiring) => (
                <input
                  {...wiring}
                  type="search"
                  className={inputClass}
                  autoComplete="off"
                  value={typed}
                  onChange={(event) => setTyped(event.target.value)}
                />
              )}
            </Field>
          </div>
          {administers && (
            <Button variant="primary" onClick={() => setInviting(true)}>
              <Trans>Invite somebody</Trans>
            </Button>
          )}
        </div>
        {here.length === 0 && (
          <Empty>
            {text === "" ? (
              <Trans>Nobody has signed in yet.</Trans>
            ) : (
              <Trans>Nobody here is called “{text}”.</Trans>
            )}
          </Empty>
        )}
        <ul aria-label={t`Who is here`}>
          {here.map((person) => (
            <PersonLine
              key={person.id}
              person={person}
              managesPeople={managesPeople}
              administers={administers}
            />
          ))}
        </ul>
        {missing > 0 && (
          <p className={styles.more}>
            <Trans>{missing} more; search to find them.</Trans>
          </p>
        )}
      </Section>
      {administers && <Invitations query={data} />}
      {gone.length > 0 && (
        <Section title={<Trans>Who was here</Trans>}>
          <ul aria-label={t`Who was here`}>
            {gone.map((person) => (
              <PersonLine key={person.id} person={person} managesPeople={false} administers={false} />
            ))}
          </ul>
        </Section>
      )}
      {isInviting && <InviteDialog onClose={() => setInviting(false)} />}
    </>
  );
}
