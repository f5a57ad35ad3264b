import { useLingui } from "@lingui/react/macro";
import { Link, useRouterState } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import styles from "./OrganisationPlaces.module.css";
import "./texts";

/** The places within the organisation's place, in their order. */
export function usePlaces() {
  const { t } = useLingui();
  return [
    { to: "/organisation/units", label: t`Units` },
    { to: "/organisation/cycles", label: t`Cycles` },
    { to: "/organisation/people", label: t`People` },
    { to: "/organisation/sign-in", label: t`Sign-in` },
    { to: "/organisation/settings", label: t`Settings` },
  ] as const;
}

export function OrganisationPlaces() {
  const { t } = useLingui();
  const places = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.location.pathname });
  // On a phone they don't all fit: the one where one is comes into view, and nothing but the row moves.
  // biome-ignore lint/correctness/useExhaustiveDependencies: for each place.
  useEffect(() => {
    const row = places.current;
    const here = row?.querySelector<HTMLElement>("[aria-current]");
    if (row && here) row.scrollLeft = here.offsetLeft - (row.clientWidth - here.offsetWidth) / 2;
  }, [path]);
  return (
    <nav ref={places} aria-label={t`Within the organisation`} className={styles.places}>
      {usePlaces().map(({ to, label }) => (
        <Link key={to} to={to} className={styles.place} activeProps={{ className: styles.isHere }}>
          {label}
        </Link>
      ))}
    </nav>
  );
}
