import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { graphql, useFragment } from "react-relay/hooks";
import type { DependencyList_dependency$key } from "../../__generated__/DependencyList_dependency.graphql";
import type { DependencyList_keyResult$key } from "../../__generated__/DependencyList_keyResult.graphql";
import type { DependencyList_objective$key } from "../../__generated__/DependencyList_objective.graphql";
import { formatDay } from "../../lib/days";
import { useLocale } from "../../lib/locale";
import { Empty } from "../../ui/Empty";
import { Section } from "../../ui/Section";
import styles from "./DependencyList.module.css";
import { useDependencyWords } from "./words";

/** What an objective waits for, and who waits for it. */
export function DependencyList({ objective }: { objective: DependencyList_objective$key }) {
  const { dependsOn, neededBy } = useFragment(
    graphql`
      fragment DependencyList_objective on Objective {
        dependsOn {
          id
          providerUnit {
            name
          }
          ...DependencyList_dependency
        }
        neededBy {
          id
          consumerUnit {
            name
          }
          ...DependencyList_dependency
        }
      }
    `,
    objective,
  );
  if (dependsOn.length === 0 && neededBy.length === 0) {
    return (
      <Empty>
        <Trans>It waits for nobody, and nobody waits for it.</Trans>
      </Empty>
    );
  }
  return <Lines dependsOn={dependsOn} neededBy={neededBy} />;
}

/** The same of one key result, under a heading; nothing when there is nothing. */
export function DependenciesOfKeyResult({ keyResult }: { keyResult: DependencyList_keyResult$key }) {
  const { dependsOn, neededBy } = useFragment(
    graphql`
      fragment DependencyList_keyResult on KeyResult {
        dependsOn {
          id
          providerUnit {
            name
          }
          ...DependencyList_dependency
        }
        neededBy {
          id
          consumerUnit {
            name
          }
          ...DependencyList_dependency
        }
      }
    `,
    keyResult,
  );
  if (dependsOn.length === 0 && neededBy.length === 0) return null;
  return (
    <Section title={<Trans>Dependencies</Trans>}>
      <Lines dependsOn={dependsOn} neededBy={neededBy} />
    </Section>
  );
}

type Named = DependencyList_dependency$key & { readonly id: string };

function Lines({
  dependsOn,
  neededBy,
}: {
  dependsOn: readonly (Named & { readonly providerUnit: { readonly name: string } })[];
  neededBy: readonly (Named & { readonly consumerUnit: { readonly name: string } })[];
}) {
  return (
    <ul className={styles.list}>
      {dependsOn.map((dependency) => (
        <Line key={dependency.id} dependency={dependency}>
          <Trans>needs from {dependency.providerUnit.name}</Trans>
        </Line>
      ))}
      {neededBy.map((dependency) => (
        <Line key={dependency.id} dependency={dependency}>
          <Trans>is needed by {dependency.consumerUnit.name}</Trans>
        </Line>
      ))}
    </ul>
  );
}

function Line({
  dependency,
  children,
}: {
  dependency: DependencyList_dependency$key;
  children: React.ReactNode;
}) {
  const locale = useLocale();
  const words = useDependencyWords();
  const data = useFragment(
    graphql`
      fragment DependencyList_dependency on Dependency {
        id
        cycle {
          id
        }
        consumerUnit {
          id
        }
        what
        neededBy
        kind
        state
        isLate
      }
    `,
    dependency,
  );
  const about = [
    words.kinds[data.kind],
    data.isLate ? words.late : words.states[data.state],
    formatDay(data.neededBy, locale, new Date()),
  ];
  return (
    <li className={styles.line}>
      <span className={styles.who}>{children}</span>
      <Link
        to="/dependencies"
        search={{ unit: data.consumerUnit.id, cycle: data.cycle.id, open: data.id }}
        className={styles.what}
      >
        {data.what}
      </Link>
      <span className={styles.about}>{about.join(" · ")}</span>
    </li>
  );
}
