import "./texts";
import { Trans } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { DependencyItem_dependency$key } from "../../__generated__/DependencyItem_dependency.graphql";
import { DependencyAnswer } from "../dependencies/editing/DependencyAnswer";
import styles from "./InboxPage.module.css";

type Props = {
  dependency: DependencyItem_dependency$key;
  /** It waits for our answer; otherwise we wait for theirs. */
  isOurs: boolean;
};

const nothingMore = () => {};

/** What one unit needs of another, told from ours. */
export function DependencyItem({ dependency, isOurs }: Props) {
  const data = useFragment(
    graphql`
      fragment DependencyItem_dependency on Dependency {
        state
        cycle {
          name
        }
        consumerUnit {
          name
        }
        providerUnit {
          name
        }
        ...DependencyAnswer_dependency
      }
    `,
    dependency,
  );
  const [consumer, provider] = [data.consumerUnit.name, data.providerUnit.name];
  const isCountered = data.state === "COUNTERED";
  const about = () => {
    if (isOurs)
      return isCountered ? (
        <Trans>{provider} offers another day</Trans>
      ) : (
        <Trans>
          {consumer} depends on {provider}
        </Trans>
      );
    return isCountered ? <Trans>Waits for {consumer}</Trans> : <Trans>Waits for {provider}</Trans>;
  };
  return (
    <li className={styles.item}>
      <p className={styles.about}>
        <span>{about()}</span>
        <span>{data.cycle.name}</span>
      </p>
      <DependencyAnswer dependency={data} onDone={nothingMore} />
    </li>
  );
}
