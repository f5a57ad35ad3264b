import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { X } from "lucide-react";
import { Suspense, useEffect } from "react";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { NamedFindingQuery } from "../../__generated__/NamedFindingQuery.graphql";
import { useFreshness } from "../../lib/freshness";
import { Button } from "../../ui/Button";
import { Skeleton } from "../../ui/Skeleton";
import { sizes } from "../../ui/tokens";
import { leadTo } from "../okr_sets/useAnchor";
import type { Tab } from "./addresses";
import styles from "./NamedFinding.module.css";
import { OverlapItem } from "./OverlapItem";

/** The finding that the address names, before all others and whatever became of it. */
export function NamedFinding({ id, tab }: { id: string; tab: Tab }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const close = () =>
    void navigate({
      to: "/alignment",
      search: (before) => ({ ...before, tab: tab === "open" ? undefined : tab, finding: undefined }),
      replace: true,
      resetScroll: false,
    });
  return (
    <section aria-label={t`What the link leads to`} className={styles.named}>
      <div className={styles.head}>
        <span>
          <Trans>What the link leads to</Trans>
        </span>
        <Button size="small" variant="plain" aria-label={t`Show it among the others again`} onClick={close}>
          <X size={sizes.icon} aria-hidden="true" />
        </Button>
      </div>
      <Suspense fallback={<Skeleton label={t`Fetching what was found`} />}>
        <Named id={id} />
      </Suspense>
    </section>
  );
}

function Named({ id }: { id: string }) {
  const { node } = useLazyLoadQuery<NamedFindingQuery>(
    graphql`
      query NamedFindingQuery($id: ID!) {
        node(id: $id) {
          id
          ...OverlapItem_finding @alias
        }
      }
    `,
    { id },
    useFreshness(),
  );
  const finding = node?.OverlapItem_finding;
  const isThere = Boolean(finding);
  useEffect(() => {
    if (isThere) leadTo(id);
  }, [id, isThere]);
  if (!finding)
    return (
      <p className={styles.missing}>
        <Trans>It is no longer there: its texts were changed or dropped, or you may not see them.</Trans>
      </p>
    );
  return <OverlapItem finding={finding} onChoose={null} onLeft={() => {}} onBack={() => {}} />;
}
