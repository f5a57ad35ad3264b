import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { Suspense } from "react";
import { graphql, useFragment, useLazyLoadQuery } from "react-relay/hooks";
import type { DetailsPanel_dependency$key } from "../../../__generated__/DetailsPanel_dependency.graphql";
import type { DetailsPanelQuery } from "../../../__generated__/DetailsPanelQuery.graphql";
import { formatInstant } from "../../../lib/days";
import { useFreshness } from "../../../lib/freshness";
import { useLocale } from "../../../lib/locale";
import { buttonClass } from "../../../ui/Button";
import { SidePanel } from "../../../ui/Dialog";
import { Empty } from "../../../ui/Empty";
import { Skeleton } from "../../../ui/Skeleton";
import { DependencyAnswer } from "../editing/DependencyAnswer";
import { asDependency } from "./asDependency";
import { CaseLink } from "./CaseLink";
import styles from "./DetailsPanel.module.css";
import type { Dependency } from "./rows";
import { WaysOf } from "./WaysOf";

type Props = {
  id: string;
  /** Those that the view behind it shows: some of them may be between the same two units. */
  dependencies: readonly Dependency[];
  onClose: () => void;
};

const nothingMore = () => {};

/** One dependency beside the view: what was said, what one can answer, what it hangs on, and what hangs on it. */
export function DetailsPanel({ id, dependencies, onClose }: Props) {
  const { t } = useLingui();
  return (
    <SidePanel title={t`A dependency`} onClose={onClose}>
      <Suspense fallback={<Skeleton label={t`Fetching`} lines={6} />}>
        <Details key={id} id={id} dependencies={dependencies} />
      </Suspense>
    </SidePanel>
  );
}

function Details({ id, dependencies }: Omit<Props, "onClose">) {
  const { node } = useLazyLoadQuery<DetailsPanelQuery>(
    graphql`
      query DetailsPanelQuery($id: ID!) {
        node(id: $id) {
          ...DetailsPanel_dependency @alias(as: "dependency")
        }
      }
    `,
    { id },
    useFreshness(),
  );
  if (!node?.dependency) {
    return (
      <Empty>
        <Trans>This dependency does not exist, or you may not see it.</Trans>
      </Empty>
    );
  }
  return <Found dependency={node.dependency} dependencies={dependencies} />;
}

type FoundProps = { dependency: DetailsPanel_dependency$key; dependencies: readonly Dependency[] };

function Found({ dependency: key, dependencies }: FoundProps) {
  const { t } = useLingui();
  const locale = useLocale();
  const node = useFragment(
    graphql`
      fragment DetailsPanel_dependency on Dependency {
        id
        createdAt
        deliveredAt
        waitsForUnit {
          name
        }
        cases {
          id
          title
        }
        ...asDependency_dependency @relay(mask: false)
        ...DependencyAnswer_dependency
      }
    `,
    key,
  );
  const [dependency] = asDependency(node);
  if (!dependency) return null;
  const { id } = node;
  const { consumer, consumerUnit, providerUnit } = dependency;
  const instant = (at: string) => formatInstant(at, locale, new Date());
  const asked = instant(node.createdAt);
  const answering = node.waitsForUnit?.name;
  const delivered = node.deliveredAt && instant(node.deliveredAt);
  const beside = dependencies.filter(
    (each) =>
      each.id !== id && each.consumerUnit.id === consumerUnit.id && each.providerUnit.id === providerUnit.id,
  );
  return (
    <div className={styles.details}>
      <DependencyAnswer dependency={node} onDone={nothingMore} />
      <p className={styles.when}>
        <Trans>Asked for on {asked}</Trans>
        {delivered && (
          <>
            {" · "}
            <Trans>delivered on {delivered}</Trans>
          </>
        )}
        {answering && (
          <>
            {" · "}
            <Trans>{answering} has to answer</Trans>
          </>
        )}
      </p>
      <p className={styles.deeds}>
        <CaseLink dependencies={[id]} />
        <Link
          from="/dependencies"
          to="/dependencies"
          search={(before) => ({ ...before, view: "graph", of: consumer.objectiveId, open: undefined })}
          className={buttonClass({ size: "small", variant: "plain" })}
        >
          <Trans>See it in the graph</Trans>
        </Link>
        <Link
          to="/objectives/$objectiveId"
          params={{ objectiveId: consumer.objectiveId }}
          className={buttonClass({ size: "small", variant: "plain" })}
        >
          <Trans>To the objective</Trans>
        </Link>
      </p>
      {node.cases.length > 0 && (
        <section className={styles.part}>
          <h3 className={styles.title}>
            <Trans>Cases about it</Trans>
          </h3>
          <ul className={styles.lines}>
            {node.cases.map((about) => (
              <li key={about.id}>
                <Link to="/cases/$caseId" params={{ caseId: about.id }}>
                  {about.title}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      {beside.length > 0 && (
        <section className={styles.part}>
          <h3 className={styles.title}>
            <Trans>Also between the two</Trans>
          </h3>
          <ul className={styles.lines}>
            {beside.map((each) => (
              <li key={each.id}>
                <Link
                  from="/dependencies"
                  to="/dependencies"
                  search={(before) => ({ ...before, open: each.id })}
                  resetScroll={false}
                  replace
                >
                  {each.what}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Suspense fallback={<Skeleton label={t`Following it`} lines={4} />}>
        <WaysOf id={id} />
      </Suspense>
    </div>
  );
}
