import { Trans } from "@lingui/react/macro";
import { Button } from "../../../ui/Button";
import styles from "./Composer.module.css";
import "./texts";

type Props = { unit: string; onTheirs: () => void; onOurs: () => void };

/** Somebody proposed something while one composed: both are there, and the person chooses. */
export function Overtaken({ unit, onTheirs, onOurs }: Props) {
  return (
    <div className={styles.notice} role="status">
      <p>
        <Trans>{unit} proposed something meanwhile. It stands above; what you compose is kept here.</Trans>
      </p>
      <div className={styles.deeds}>
        <Button size="small" onClick={onOurs}>
          <Trans>Go on with ours</Trans>
        </Button>
        <Button size="small" onClick={onTheirs}>
          <Trans>Begin from theirs</Trans>
        </Button>
      </div>
    </div>
  );
}
