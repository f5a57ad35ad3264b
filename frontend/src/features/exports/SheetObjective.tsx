import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { SheetObjective_objective$key } from "../../__generated__/SheetObjective_objective.graphql";
import { useLocale } from "../../lib/locale";
import { formatShare } from "../../lib/numbers";
import styles from "./SetSheet.module.css";
import { SheetKeyResult } from "./SheetKeyResult";
import "./texts";

type Props = { number: number; objective: SheetObjective_objective$key };

/** An objective on paper: what is wanted and why, what proves it, what it helps, who owns it too. */
export function SheetObjective({ number, objective }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const { title, why, kind, ownResult, standsAloneReason, contributesTo, coOwners, keyResults } = useFragment(
    graphql`
      fragment SheetObjective_objective on Objective {
        title
        why
        kind
        ownResult
        standsAloneReason
        coOwners {
          share
          unit {
            id
            name
          }
        }
        contributesTo(states: [AGREED, PROPOSED]) {
          id
          state
          toUnit {
            name
          }
          target {
            ... on Moal {
              title
            }
            ... on Objective {
              title
            }
            ... on KeyResult {
              title
            }
          }
        }
        keyResults {
          id
          ...SheetKeyResult_keyResult
        }
      }
    `,
    objective,
  );
  const own = typeof ownResult === "number" ? formatShare(ownResult, locale) : null;
  const owners = coOwners.map(({ share, unit }) => `${unit.name} ${formatShare(share, locale)}`);
  return (
    <li className={styles.objective}>
      <div className={styles.line}>
        <h3 className={styles.title}>
          <span className={styles.number}>{number}</span>
          {title}
        </h3>
        <p className={styles.quiet}>
          {kind === "ASPIRATIONAL" ? t`aspirational` : t`committed`}
          {own !== null && ` · ${t`own result ${own}`}`}
        </p>
      </div>
      {why !== "" && <p className={styles.why}>{why}</p>}
      {owners.length > 0 && (
        <p className={styles.upward}>
          <Trans>Owned together with {owners.join(", ")}</Trans>
        </p>
      )}
      {keyResults.length > 0 && (
        <ul className={styles.proofs}>
          {keyResults.map((keyResult) => (
            <SheetKeyResult key={keyResult.id} keyResult={keyResult} />
          ))}
        </ul>
      )}
      {contributesTo.map(({ id, state, toUnit, target }) => (
        <p key={id} className={styles.upward}>
          <span aria-hidden="true">↑ </span>
          <span className="visually-hidden">
            <Trans>Contributes to</Trans>{" "}
          </span>
          {target.title} ({toUnit.name}){state === "PROPOSED" && ` – ${t`proposed`}`}
        </p>
      ))}
      {contributesTo.length === 0 && standsAloneReason && (
        <p className={styles.upward}>
          <Trans>Stands alone: {standsAloneReason}</Trans>
        </p>
      )}
    </li>
  );
}
