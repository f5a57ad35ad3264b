import { useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import styles from "./OverlaySwitches.module.css";
import "./texts";

type Props = { hasOverlaps: boolean; hasDependencies: boolean };

/** What else is shown between the objectives; the address keeps it. */
export function OverlaySwitches({ hasOverlaps, hasDependencies }: Props) {
  const { t } = useLingui();
  const navigate = useNavigate({ from: "/pyramid" });
  const change = (part: { overlaps?: true | undefined; dependencies?: true | undefined }) =>
    void navigate({
      to: "/pyramid",
      search: (before) => ({ ...before, ...part }),
      replace: true,
      resetScroll: false,
    });
  return (
    <fieldset className={styles.switches} aria-label={t`Show as well`}>
      <label className={styles.option}>
        <input
          type="checkbox"
          className="visually-hidden"
          checked={hasOverlaps}
          onChange={() => change({ overlaps: hasOverlaps ? undefined : true })}
        />
        <span className={styles.word}>
          <span className={styles.tick} aria-hidden="true" />
          {t`Overlaps`}
        </span>
      </label>
      <label className={styles.option}>
        <input
          type="checkbox"
          className="visually-hidden"
          checked={hasDependencies}
          onChange={() => change({ dependencies: hasDependencies ? undefined : true })}
        />
        <span className={styles.word}>
          <span className={styles.tick} aria-hidden="true" />
          {t`Dependencies`}
        </span>
      </label>
    </fieldset>
  );
}
