import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
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
  return (
    <nav aria-label={t`Within the organisation`} className={styles.places}>
      {usePlaces().map(({ to, label }) => (
        <Link key={to} to={to} className={styles.place} activeProps={{ className: styles.isHere }}>
          {label}
        </Link>
      ))}
    </nav>
  );
}
