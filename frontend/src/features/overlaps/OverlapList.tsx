import "./texts";
import { plural } from "@lingui/core/macro";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useRef, useState } from "react";
import { usePaginationFragment } from "react-relay";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { OverlapList_query$key } from "../../__generated__/OverlapList_query.graphql";
import type { OverlapListMoreQuery } from "../../__generated__/OverlapListMoreQuery.graphql";
import type { OverlapListQuery } from "../../__generated__/OverlapListQuery.graphql";
import { Button } from "../../ui/Button";
import { announce } from "../../ui/messages";
import type { Tab } from "./addresses";
import { EmptyList } from "./EmptyList";
import { NewCaseLink } from "./NewCaseLink";
import { OverlapItem } from "./OverlapItem";
import styles from "./OverlapList.module.css";
import { type Listed, useListed } from "./useListed";

const page = 20;

type Props = {
  listed: Listed;
  tab: Tab;
  isFiltered: boolean;
  /** Shown elsewhere already. */
  exceptId: string | null;
};

/** Overlap findings, the strongest first; what others change meanwhile changes in its place. */
export function OverlapList({ listed, tab, isFiltered, exceptId }: Props) {
  const { t } = useLingui();
  const query = useLazyLoadQuery<OverlapListQuery>(
    graphql`
      query OverlapListQuery(
        $unit: ID
        $cycle: ID!
        $between: [ID!]
        $kinds: [OverlapKind!]
        $states: [OverlapState!]
        $minScore: Float
        $first: Int!
      ) {
        ...OverlapList_query
          @arguments(
            unit: $unit
            cycle: $cycle
            between: $between
            kinds: $kinds
            states: $states
            minScore: $minScore
            first: $first
          )
      }
    `,
    { ...listed, first: page },
    { fetchPolicy: "store-and-network" },
  );
  const { data, loadNext, hasNext, isLoadingNext, refetch } = usePaginationFragment<
    OverlapListMoreQuery,
    OverlapList_query$key
  >(
    graphql`
      fragment OverlapList_query on Query
      @refetchable(queryName: "OverlapListMoreQuery")
      @argumentDefinitions(
        unit: { type: "ID" }
        cycle: { type: "ID!" }
        between: { type: "[ID!]" }
        kinds: { type: "[OverlapKind!]" }
        states: { type: "[OverlapState!]" }
        minScore: { type: "Float" }
        first: { type: "Int", defaultValue: 20 }
        after: { type: "String" }
      ) {
        overlaps(
          unit: $unit
          cycle: $cycle
          between: $between
          kinds: $kinds
          states: $states
          minScore: $minScore
          first: $first
          after: $after
        )
          @connection(
            key: "OverlapList_overlaps"
            filters: ["unit", "cycle", "between", "kinds", "states", "minScore"]
          ) {
          totalCount
          edges {
            node {
              id
              ...OverlapItem_finding
            }
          }
        }
      }
    `,
    query,
  );
  const list = useRef<HTMLDivElement>(null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const all = data.overlaps.edges.map(({ node }) => node);
  const shown = all.filter(({ id }) => !left.has(id) && id !== exceptId);
  const { fresh, gone, forget } = useListed(
    listed,
    all.map(({ id }) => id),
    hasNext,
    (count) => announce(plural(count, { one: "# new in the list", other: "# new in the list" })),
  );
  const withChange = (ids: ReadonlySet<string>, id: string, isIn: boolean) => {
    const after = new Set(ids);
    if (isIn) after.add(id);
    else after.delete(id);
    return after;
  };
  /** It leaves; the focus goes to the one that takes its place, or to the list that is empty now. */
  const leave = (id: string) => {
    const place = shown.findIndex((each) => each.id === id);
    const next = shown[place + 1] ?? shown[place - 1];
    setLeft((before) => withChange(before, id, true));
    setChosen((before) => before.filter((each) => each !== id));
    requestAnimationFrame(() => {
      const target = (next && document.getElementById(next.id)) || list.current;
      target?.focus({ preventScroll: true });
      target?.scrollIntoView({ block: "nearest" });
    });
  };
  const showFresh = () => {
    forget();
    setLeft(new Set());
    refetch({ ...listed, first: Math.max(page, all.length) }, { fetchPolicy: "network-only" });
    list.current?.focus();
  };
  const rest = data.overlaps.totalCount - all.length;
  return (
    <div ref={list} tabIndex={-1} className={styles.list}>
      {fresh.length > 0 && (
        <Button size="small" className={styles.fresh} onClick={showFresh}>
          <Plural value={fresh.length} one="Show # new" other="Show # new" />
        </Button>
      )}
      {shown.length === 0 && !hasNext && exceptId === null && <EmptyList tab={tab} isFiltered={isFiltered} />}
      {shown.map((node) => (
        <OverlapItem
          key={node.id}
          finding={node}
          isChosen={chosen.includes(node.id)}
          isGone={gone.has(node.id)}
          onChoose={(isChosen) =>
            setChosen((before) =>
              isChosen ? [...before, node.id] : before.filter((each) => each !== node.id),
            )
          }
          onLeft={() => leave(node.id)}
          onBack={() => setLeft((before) => withChange(before, node.id, false))}
        />
      ))}
      {hasNext && (
        <p className={styles.more}>
          <Button disabled={isLoadingNext} onClick={() => loadNext(page)}>
            <Trans>Show more ({rest})</Trans>
          </Button>
        </p>
      )}
      {chosen.length > 0 && (
        <section className={styles.chosen} aria-label={t`Chosen for a case`}>
          <span role="status">
            <Plural value={chosen.length} one="# chosen" other="# chosen" />
          </span>
          <Button size="small" onClick={() => setChosen([])}>
            <Trans>Choose none</Trans>
          </Button>
          <NewCaseLink findingIds={chosen}>
            <Plural value={chosen.length} one="Open a case about it" other="Open one case about them" />
          </NewCaseLink>
        </section>
      )}
    </div>
  );
}
