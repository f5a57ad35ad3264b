import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import "./texts";
import { Button } from "../../../ui/Button";
import { SearchField } from "../../search/SearchField";
import styles from "./CaretakerField.module.css";
import type { Control } from "./controls";
import type { Caretaker } from "./keyResultEdits";

const kinds = ["UNIT"] as const;

type Props = { control: Control<Caretaker | null>; ownUnitId: string };

/** The unit that looks after a key result, where that is another one than the unit whose it is. */
export function CaretakerField({ control, ownUnitId }: Props) {
  const { t } = useLingui();
  const [isLooking, setLooking] = useState(false);
  return (
    <div className={styles.field}>
      <p className={styles.label}>
        <Trans>Looked after by</Trans>
      </p>
      <div className={styles.chosen}>
        <span>{control.value?.name ?? <Trans>our own unit</Trans>}</span>
        <Button size="small" variant="plain" onClick={() => setLooking(!isLooking)}>
          {control.value ? <Trans>Choose another unit</Trans> : <Trans>Let another unit do it</Trans>}
        </Button>
        {control.value && (
          <Button size="small" variant="plain" onClick={() => control.choose(null)}>
            <Trans>Do it ourselves</Trans>
          </Button>
        )}
      </div>
      {isLooking && (
        <SearchField
          label={t`Search units`}
          placeholder={t`Unit`}
          kinds={kinds}
          cycle={null}
          exclude={(hit) => hit.id === ownUnitId}
          onChoose={(hit) => {
            setLooking(false);
            control.choose({ id: hit.id, name: hit.title });
          }}
        />
      )}
      {control.notes?.("caretaker-notes")}
    </div>
  );
}
