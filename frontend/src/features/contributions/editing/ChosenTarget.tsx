import "./texts";
import { Trans } from "@lingui/react/macro";
import { Button } from "../../../ui/Button";
import styles from "./ChosenTarget.module.css";

type Props = {
  label: string;
  about: string;
  title: string;
  /** Without it, there is no other. */
  onChange?: () => void;
};

/** What was picked, and the way to pick something else. */
export function ChosenTarget({ label, about, title, onChange }: Props) {
  return (
    <div className={styles.target}>
      <p className={styles.label}>{label}</p>
      <p>
        <span className={styles.about}>{about}</span>
        <span className={styles.title}>{title}</span>
      </p>
      {onChange && (
        <Button size="small" variant="plain" onClick={onChange}>
          <Trans>Choose another</Trans>
        </Button>
      )}
    </div>
  );
}
