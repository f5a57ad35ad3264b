import { Trans, useLingui } from "@lingui/react/macro";
import { X } from "lucide-react";
import { useState } from "react";
import { Button } from "../../../ui/Button";
import { SidePanel } from "../../../ui/Dialog";
import { IconButton } from "../../../ui/IconButton";
import { sizes } from "../../../ui/tokens";
import { UnitSelect } from "../composing/Selects";
import { UnitFinder } from "../UnitFinder";
import styles from "./OpenCasePage.module.css";
import "./texts";

type Unit = { readonly id: string; readonly name: string };

type Props = {
  /** Those whose OKRs it is about, and one's own. */
  certain: readonly Unit[];
  asked: readonly Unit[];
  ownUnits: readonly Unit[];
  /** The unit for which one opens it. */
  speaker: string;
  problem: string | null;
  onChange: (part: { unit?: string; asked?: readonly Unit[] }) => void;
};

/** Which units take part: those it is about, and those who are asked in. */
export function UnitsField({ certain, asked, ownUnits, speaker, problem, onChange }: Props) {
  const { t } = useLingui();
  const [isAsking, setAsking] = useState(false);
  return (
    <div>
      {ownUnits.length > 1 && (
        <UnitSelect
          label={t`We open it for`}
          units={ownUnits}
          value={speaker}
          problem={null}
          onChange={(unit) => onChange({ unit })}
        />
      )}
      <p className={styles.label}>
        <Trans>Who takes part</Trans>
      </p>
      <ul className={styles.units} aria-label={t`Who takes part`}>
        {certain.map(({ id, name }) => (
          <li key={id} className={styles.unit}>
            <span>{name}</span>
          </li>
        ))}
        {asked.map((unit) => (
          <li key={unit.id} className={styles.unit}>
            <span>
              {unit.name} <span className={styles.quiet}>{t`is asked in`}</span>
            </span>
            <IconButton
              label={t`Do not ask ${unit.name}`}
              onClick={() => onChange({ asked: asked.filter(({ id }) => id !== unit.id) })}
            >
              <X size={sizes.icon} aria-hidden="true" />
            </IconButton>
          </li>
        ))}
      </ul>
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <Button size="small" variant="plain" onClick={() => setAsking(true)}>
        <Trans>Ask another unit in</Trans>
      </Button>
      {isAsking && (
        <SidePanel title={t`Ask another unit in`} onClose={() => setAsking(false)}>
          <UnitFinder
            onChoose={(unit) => {
              setAsking(false);
              onChange({ asked: [...asked.filter(({ id }) => id !== unit.id), unit] });
            }}
          />
        </SidePanel>
      )}
    </div>
  );
}
