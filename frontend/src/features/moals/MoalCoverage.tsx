import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useId } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { MoalCoverage_moal$key } from "../../__generated__/MoalCoverage_moal.graphql";
import { useLocale } from "../../lib/locale";
import { formatShare } from "../../lib/numbers";
import { Chip } from "../../ui/Chip";
import { ProgressBar } from "../../ui/ProgressBar";
import { StateMark } from "../../ui/StateMark";
import { ObjectiveFigures } from "../objectives/ObjectiveFigures";
import styles from "./MoalCoverage.module.css";
import type { CycleOfYear } from "./years";
import "./texts";

type Props = {
  moal: MoalCoverage_moal$key;
  /** The cycles of the Moal's year. */
  cycles: readonly CycleOfYear[];
  /** The one whose contributions are shown. */
  cycleId: string | null;
};

/** Which OKRs of which cycle serve a Moal, with their results; where none does, that is said. */
export function MoalCoverage({ moal, cycles, cycleId }: Props) {
  const { t } = useLingui();
  const labelId = useId();
  const { title, state, supportedBy } = useFragment(
    graphql`
      fragment MoalCoverage_moal on Moal {
        title
        state
        supportedBy(states: [PROPOSED, AGREED]) {
          id
          state
          cycle {
            id
          }
          fromUnit {
            name
          }
          source {
            __typename
            ... on Objective {
              id
              title
              ...ObjectiveFigures_objective @alias(as: "figures")
            }
            ... on KeyResult {
              id
              title
              progress
              objective {
                id
              }
            }
          }
        }
      }
    `,
    moal,
  );
  if (cycles.length === 0) return null;
  const inCycle = (id: string) => supportedBy.filter((contribution) => contribution.cycle.id === id);
  const agreedIn = (id: string) =>
    inCycle(id).filter((contribution) => contribution.state === "AGREED").length;
  const shown = cycles.find((cycle) => cycle.id === cycleId) ?? null;
  const lines = shown ? inCycle(shown.id).toSorted((a, b) => a.state.localeCompare(b.state)) : [];
  return (
    <div className={styles.coverage}>
      <p id={labelId} className={styles.label}>
        <Trans>OKRs that serve it</Trans>
        <span className="visually-hidden">
          {" "}
          <Trans>“{title}”</Trans>
        </span>
      </p>
      <ul className={styles.cycles} aria-labelledby={labelId}>
        {cycles.map((cycle) => {
          const count = agreedIn(cycle.id);
          return (
            <li key={cycle.id} className={cycle.id === cycleId ? styles.isShown : undefined}>
              {cycle.name}: {count}
            </li>
          );
        })}
      </ul>
      {shown && agreedIn(shown.id) === 0 && state === "AGREED" && (
        <StateMark state="none" word={t`No OKR of ${shown.name} serves it`} />
      )}
      {lines.length > 0 && (
        <ul className={styles.lines} aria-label={t`What serves “${title}” in ${shown?.name ?? ""}`}>
          {lines.map((contribution) => (
            <Line key={contribution.id} contribution={contribution} />
          ))}
        </ul>
      )}
    </div>
  );
}

type Contribution = {
  readonly state: string;
  readonly fromUnit: { readonly name: string };
  readonly source: Source;
};
type Source =
  | {
      readonly __typename: "Objective";
      readonly id: string;
      readonly title: string;
      readonly figures: React.ComponentProps<typeof ObjectiveFigures>["objective"] | null | undefined;
    }
  | {
      readonly __typename: "KeyResult";
      readonly id: string;
      readonly title: string;
      readonly progress: number | null | undefined;
      readonly objective: { readonly id: string };
    }
  | { readonly __typename: "%other" };

function Line({ contribution }: { contribution: Contribution }) {
  const { source, fromUnit, state } = contribution;
  if (source.__typename === "%other") return null;
  const objectiveId = source.__typename === "Objective" ? source.id : source.objective.id;
  return (
    <li className={styles.line}>
      <div>
        <p className={styles.about}>
          {fromUnit.name} {state === "PROPOSED" && <Chip>{<Trans>offered, not agreed yet</Trans>}</Chip>}
        </p>
        <Link
          to="/objectives/$objectiveId"
          params={{ objectiveId }}
          hash={source.__typename === "KeyResult" ? source.id : undefined}
          className={styles.title}
        >
          {source.title}
        </Link>
      </div>
      {source.__typename === "Objective" ? (
        source.figures && <ObjectiveFigures objective={source.figures} />
      ) : (
        <Progress progress={source.progress ?? null} />
      )}
    </li>
  );
}

/** A key result that serves a Moal by itself has one figure: how far it has come. */
function Progress({ progress }: { progress: number | null }) {
  const { t } = useLingui();
  const locale = useLocale();
  const reached = progress === null ? t`No result yet` : t`Own result ${formatShare(progress, locale)}`;
  return (
    <div className={styles.figure}>
      <ProgressBar label={reached} own={progress} support={null} expected={null} />
      <p className={styles.about}>{reached}</p>
    </div>
  );
}
