import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { graphql, useFragment } from "react-relay/hooks";
import type { ObjectiveSection_objective$key } from "../../__generated__/ObjectiveSection_objective.graphql";
import { Chip } from "../../ui/Chip";
import { DirectTargets } from "../contributions/DirectTargets";
import { KeyResultList } from "../key_results/KeyResultList";
import { KeyResultRow } from "../key_results/KeyResultRow";
import { ObjectiveFigures } from "./ObjectiveFigures";
import styles from "./ObjectiveSection.module.css";

type Props = { objective: ObjectiveSection_objective$key; mayCheckIn: boolean; mayPropose: boolean };

/** One objective of the unit with its two figures, what it contributes to, and its key results. */
export function ObjectiveSection({ objective, mayCheckIn, mayPropose }: Props) {
  const { t } = useLingui();
  const data = useFragment(
    graphql`
      fragment ObjectiveSection_objective on Objective {
        id
        title
        kind
        ...ObjectiveFigures_objective
        ...DirectTargets_objective
        keyResults {
          id
          ...KeyResultRow_keyResult
        }
      }
    `,
    objective,
  );
  const { title } = data;
  return (
    <article className={styles.objective} aria-label={title}>
      <div className={styles.head}>
        <div className={styles.words}>
          <h3 className={styles.title}>
            <Chip>
              {data.kind === "ASPIRATIONAL" ? <Trans>Aspirational</Trans> : <Trans>Committed</Trans>}
            </Chip>
            <Link to="/objectives/$objectiveId" params={{ objectiveId: data.id }} className={styles.link}>
              {title}
            </Link>
          </h3>
          <DirectTargets objective={data} mayPropose={mayPropose} />
        </div>
        <ObjectiveFigures objective={data} />
      </div>
      {data.keyResults.length > 0 ? (
        <KeyResultList label={t`Key results of “${title}”`}>
          {data.keyResults.map((keyResult) => (
            <KeyResultRow key={keyResult.id} keyResult={keyResult} mayCheckIn={mayCheckIn} />
          ))}
        </KeyResultList>
      ) : (
        <p className={styles.none}>
          <Trans>No key results: nothing proves this objective.</Trans>
        </p>
      )}
    </article>
  );
}
