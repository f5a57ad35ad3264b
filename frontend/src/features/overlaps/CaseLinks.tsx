import "./texts";
import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { graphql, useFragment } from "react-relay/hooks";
import type { CaseLinks_finding$key } from "../../__generated__/CaseLinks_finding.graphql";
import styles from "./CaseLinks.module.css";

/** The alignment cases that are, or were, about a finding; the latest first. */
export function CaseLinks({ finding }: { finding: CaseLinks_finding$key }) {
  const { cases } = useFragment(
    graphql`
      fragment CaseLinks_finding on OverlapFinding {
        cases {
          id
          title
          state
        }
      }
    `,
    finding,
  );
  if (cases.length === 0) return null;
  return (
    <ul className={styles.cases}>
      {cases.map(({ id, title, state }) => (
        <li key={id}>
          {state === "AGREED" ? (
            <Trans>Agreed in the case</Trans>
          ) : state === "WITHDRAWN" ? (
            <Trans>Was in the case, which was withdrawn:</Trans>
          ) : (
            <Trans>In the case</Trans>
          )}{" "}
          <Link to="/cases/$caseId" params={{ caseId: id }} className={styles.link}>
            {title}
          </Link>
        </li>
      ))}
    </ul>
  );
}
