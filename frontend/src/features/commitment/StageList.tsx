import { useLingui } from "@lingui/react/macro";
import { classes } from "../../ui/classes";
import styles from "./StageList.module.css";
import { type Stage, stages, standingOf } from "./stages";
import "./texts";

/** The way of a set, from draft to commitment, and where it is on it. */
export function StageList({ state }: { state: string }) {
  const { t } = useLingui();
  const names: Record<Stage, string> = {
    DRAFT: t`Draft`,
    PROPOSED: t`Proposed`,
    ALIGNED: t`Aligned`,
    COMMITTED: t({ message: "Committed", context: "stage of a set" }),
  };
  return (
    <ol className={styles.stages}>
      {stages.map((stage) => {
        const standing = standingOf(stage, state);
        return (
          <li
            key={stage}
            className={classes(styles.stage, styles[standing])}
            aria-current={standing === "here" ? "step" : undefined}
          >
            {names[stage]}
          </li>
        );
      })}
    </ol>
  );
}
