import { Trans, useLingui } from "@lingui/react/macro";
import { localDay } from "../../../lib/days";
import { Field, inputClass } from "../../../ui/Field";
import { type Problem, problemAt } from "../../problems/problems";
import styles from "./Composer.module.css";
import type { Composed } from "./composed";
import "./texts";

type Props = {
  draft: Composed;
  problems: readonly Problem[];
  /** The unit for which one may sign at once. */
  signer: string | null;
  onChange: (part: Partial<Composed>) => void;
};

/** What a proposal says beside its changes: why, when it is looked at again, and whether one signs it oneself. */
export function TermFields({ draft, problems, signer, onChange }: Props) {
  const { t } = useLingui();
  return (
    <>
      <Field label={t`Why so`} problem={problemAt(problems, "said")}>
        {(wiring) => (
          <textarea
            {...wiring}
            className={inputClass}
            rows={3}
            value={draft.said}
            onChange={(event) => onChange({ said: event.target.value })}
          />
        )}
      </Field>
      <Field
        label={t`Look again on`}
        hint={t`On that day it comes back to the inboxes of those who agreed.`}
        problem={problemAt(problems, "lookAgainOn")}
      >
        {(wiring) => (
          <input
            {...wiring}
            type="date"
            className={inputClass}
            min={localDay(new Date())}
            value={draft.lookAgainOn}
            onChange={(event) => onChange({ lookAgainOn: event.target.value })}
          />
        )}
      </Field>
      {signer !== null && (
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={draft.signs}
            onChange={(event) => onChange({ signs: event.target.checked })}
          />
          <span>
            <Trans>Sign it for {signer} at the same time</Trans>
          </span>
        </label>
      )}
    </>
  );
}
