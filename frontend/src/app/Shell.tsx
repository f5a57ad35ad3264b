import { Trans, useLingui } from "@lingui/react/macro";
import { Link, Outlet, useNavigate, useRouterState, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useMemo } from "react";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { ShellQuery } from "../__generated__/ShellQuery.graphql";
import { NoUnitNotice } from "../features/people/NoUnitNotice";
import { SearchButton } from "../features/search/SearchButton";
import { countDaysIn } from "../lib/days";
import { type Here, HereContext } from "../lib/here";
import { classes } from "../ui/classes";
import { Mark } from "../ui/Mark";
import { Menu } from "../ui/Menu";
import { Skeleton } from "../ui/Skeleton";
import { Boundary } from "./Boundary";
import { LanguageMenu } from "./LanguageMenu";
import { LiveHint } from "./LiveHint";
import { followPerson } from "./languages";
import { SessionEnded } from "./SessionEnded";
import styles from "./Shell.module.css";
import { UserMenu } from "./UserMenu";

const LiveUpdates = lazy(() => import("./LiveUpdates").then((module) => ({ default: module.LiveUpdates })));

function Places() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const path = useRouterState({ select: (state) => state.location.pathname });
  // They stand behind "More" where all together have no room.
  const further = [
    { to: "/dependencies", label: t`Dependencies` },
    { to: "/strategy", label: t`Strategy` },
  ] as const;
  return (
    <nav className={styles.places}>
      <Link to="/contribution" className={styles.place} activeProps={{ className: styles.isHere }}>
        <Trans>Our contribution</Trans>
      </Link>
      <Link to="/planning" className={styles.place} activeProps={{ className: styles.isHere }}>
        <Trans>Planning</Trans>
      </Link>
      <Link to="/pyramid" className={styles.place} activeProps={{ className: styles.isHere }}>
        <Trans>Pyramid</Trans>
      </Link>
      {/* The cases belong to the alignment, from where one goes to them. */}
      <Link
        to="/alignment"
        className={classes(styles.place, path.startsWith("/cases") && styles.isHere)}
        activeProps={{ className: styles.isHere }}
      >
        <Trans>Alignment</Trans>
      </Link>
      {further.map(({ to, label }) => (
        <Link
          key={to}
          to={to}
          className={classes(styles.place, styles.isFurther)}
          activeProps={{ className: styles.isHere }}
        >
          {label}
        </Link>
      ))}
      <span className={styles.more}>
        <Menu
          label={t`More places`}
          className={classes(styles.place, further.some(({ to }) => path.startsWith(to)) && styles.isHere)}
          shown={<Trans>More</Trans>}
          groups={[
            {
              id: "places",
              items: further.map(({ to, label }) => ({
                id: to,
                label,
                isChosen: path.startsWith(to),
                onChoose: () => void navigate({ to }),
              })),
            },
          ]}
        />
      </span>
    </nav>
  );
}

function useWhereabouts(data: ShellQuery["response"]): Here {
  const { unit, cycle } = useSearch({ strict: false });
  const { viewer, organisation, currentCycle } = data;
  return useMemo(() => {
    const ownUnitIds = viewer.memberships.map((membership) => membership.unit.id);
    const companyId = organisation.company.id;
    return {
      unitId: unit ?? ownUnitIds[0] ?? companyId,
      cycleId: cycle ?? currentCycle?.id ?? null,
      companyId,
      ownUnitIds,
    };
  }, [unit, cycle, viewer, organisation, currentCycle]);
}

function SignedIn() {
  const { t } = useLingui();
  const data = useLazyLoadQuery<ShellQuery>(
    graphql`
      query ShellQuery {
        viewer {
          locale
          memberships {
            unit {
              id
            }
          }
          ...UserMenu_viewer
          ...NoUnitNotice_viewer
        }
        organisation {
          id
          timezone
          company {
            id
            ...NoUnitNotice_company
          }
        }
        currentCycle {
          id
        }
      }
    `,
    {},
  );
  const here = useWhereabouts(data);
  // Before any place is drawn: to most of them it matters which day it is.
  countDaysIn(data.organisation.timezone);
  const { locale } = data.viewer;
  useEffect(() => void followPerson(locale), [locale]);
  const path = useRouterState({ select: (state) => state.location.pathname });
  return (
    <HereContext value={here}>
      <a href="#content" className={styles.skip}>
        <Trans>Skip to content</Trans>
      </a>
      <header className={styles.header}>
        <Link to="/contribution" className={styles.mark} aria-label="Samsvar">
          <Mark />
          <span className={styles.name}>Samsvar</span>
        </Link>
        <Places />
        <LiveHint />
        <SearchButton />
        <LanguageMenu />
        <UserMenu viewer={data.viewer} />
      </header>
      {here.ownUnitIds.length === 0 && (
        <NoUnitNotice viewer={data.viewer} company={data.organisation.company} />
      )}
      <Boundary key={path}>
        <Suspense fallback={<Waiting label={t`Fetching`} />}>
          <Outlet />
        </Suspense>
      </Boundary>
      <Suspense>
        <LiveUpdates />
      </Suspense>
      <SessionEnded />
    </HereContext>
  );
}

function Waiting({ label }: { label: string }) {
  return (
    <main id="content" className={styles.waiting}>
      <Skeleton label={label} lines={5} />
    </main>
  );
}

/** What stays in place while one goes from place to place. */
export function Shell() {
  const { t } = useLingui();
  const path = useRouterState({ select: (state) => state.location.pathname });
  return (
    <Boundary>
      <Suspense fallback={<Waiting label={t`Opening Samsvar`} />}>
        {/* Whoever founds an organisation is signed in to none yet. */}
        {path === "/found" ? <Outlet /> : <SignedIn />}
      </Suspense>
    </Boundary>
  );
}
