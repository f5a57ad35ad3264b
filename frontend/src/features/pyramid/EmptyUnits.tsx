import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { Button } from "../../ui/Button";
import styles from "./EmptyUnits.module.css";
import "./texts";

type Props = { count: number; areShown: boolean };

/** How many units have nothing to show in this cycle, and the way to see them all the same. */
export function EmptyUnits({ count, areShown }: Props) {
  const { t } = useLingui();
  const navigate = useNavigate({ from: "/pyramid" });
  if (count === 0) return null;
  const toggle = () =>
    void navigate({
      to: "/pyramid",
      search: (before) => ({ ...before, emptyUnits: areShown ? undefined : true }),
      replace: true,
      resetScroll: false,
    });
  const action = areShown ? t`Hide units without OKRs` : t`Show units without OKRs`;
  return (
    <p className={styles.line}>
      {plural(count, {
        one: "# unit without OKRs in this cycle",
        other: "# units without OKRs in this cycle",
      })}
      <Button size="small" variant="plain" aria-label={action} onClick={toggle}>
        {areShown ? <Trans>Hide</Trans> : <Trans>Show</Trans>}
      </Button>
    </p>
  );
}
