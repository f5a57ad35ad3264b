import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { MoreHorizontal } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { DirectionDeeds_direction$key } from "../../__generated__/DirectionDeeds_direction.graphql";
import { formatDay } from "../../lib/days";
import { useLocale } from "../../lib/locale";
import { Menu, type MenuItem } from "../../ui/Menu";
import { sizes } from "../../ui/tokens";
import styles from "./DirectionDeeds.module.css";
import "./texts";

const RetireDialog = lazy(() =>
  import("./RetireDialog").then((module) => ({ default: module.RetireDialog })),
);

type Props = {
  direction: DirectionDeeds_direction$key;
  steers: boolean;
  /** For one of several that stand in an order. */
  moves?: { readonly up: (() => void) | null; readonly down: (() => void) | null };
};

/** Since when a direction holds, in which version, and what may be done with it. */
export function DirectionDeeds({ direction, steers, moves }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const [isRetiring, setRetiring] = useState(false);
  const data = useFragment(
    graphql`
      fragment DirectionDeeds_direction on Direction {
        id
        title
        version
        validFrom
        ...RetireDialog_direction
      }
    `,
    direction,
  );
  const { id, title, version } = data;
  const since = formatDay(data.validFrom, locale, new Date());
  const items: MenuItem[] = [];
  if (moves?.up) items.push({ id: "up", label: t`Move up`, onChoose: moves.up });
  if (moves?.down) items.push({ id: "down", label: t`Move down`, onChoose: moves.down });
  items.push({ id: "retire", label: t`Retire`, onChoose: () => setRetiring(true) });
  return (
    <div className={styles.deeds}>
      <Link
        to="."
        search={(before: object) => ({ ...before, versions: id })}
        resetScroll={false}
        className={styles.versions}
      >
        <Trans>
          Version {version}, since {since}
        </Trans>
        <span className="visually-hidden">
          {" "}
          <Trans>“{title}”</Trans>
        </span>
      </Link>
      {steers && (
        <>
          <Link
            to="."
            search={(before: object) => ({ ...before, revise: id })}
            resetScroll={false}
            className={styles.deed}
          >
            <Trans>Revise</Trans>
            <span className="visually-hidden">
              {" "}
              <Trans>“{title}”</Trans>
            </span>
          </Link>
          <Menu
            label={t`More for “${title}”`}
            align="start"
            className={styles.more}
            shown={<MoreHorizontal size={sizes.icon} aria-hidden="true" />}
            groups={[{ id: "deeds", items }]}
          />
        </>
      )}
      {isRetiring && (
        <Suspense>
          <RetireDialog direction={data} onClose={() => setRetiring(false)} />
        </Suspense>
      )}
    </div>
  );
}
