import { Trans, useLingui } from "@lingui/react/macro";
import { Plus, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { newKey } from "../../../lib/keys";
import { buttonClass } from "../../../ui/Button";
import { IconButton } from "../../../ui/IconButton";
import { Menu } from "../../../ui/Menu";
import { tell } from "../../../ui/messages";
import { sizes } from "../../../ui/tokens";
import { ChangeFields, type UnitLine } from "./ChangeFields";
import styles from "./ChangeList.module.css";
import { begun, type Change, changeKinds, missingIn, noChange, type ObjectiveLine } from "./changes";
import { changesNothing } from "./inputs";
import "./texts";
import { useChangeKinds } from "./words";

type Props = {
  changes: readonly Change[];
  objectives: readonly ObjectiveLine[];
  units: readonly UnitLine[];
  lastDay: string;
  wasTried: boolean;
  /** What the server says about one of them. */
  problemsOf: (change: Change) => readonly string[];
  onChange: (changes: readonly Change[]) => void;
};

/** What a proposal changes, one thing after the other; each can be edited and taken out. */
export function ChangeList({ changes, problemsOf, onChange, ...rest }: Props) {
  const { t } = useLingui();
  const kinds = useChangeKinds();
  const list = useRef<HTMLOListElement>(null);
  const added = useRef<string | null>(null);
  useEffect(() => {
    if (added.current === null) return;
    list.current
      ?.querySelector<HTMLElement>(`[data-key="${added.current}"]`)
      ?.querySelector<HTMLElement>("input, select, textarea")
      ?.focus();
    added.current = null;
  });
  const edit = (change: Change, part: Partial<Change>) =>
    onChange(changes.map((one) => (one === change ? begun(change, part, rest.objectives) : one)));
  const remove = (change: Change) => {
    onChange(changes.filter((one) => one !== change));
    tell(t`Taken out: ${kinds[change.kind]}.`, { action: { label: t`Undo`, run: () => onChange(changes) } });
  };
  return (
    <div className={styles.changes}>
      {changes.length > 0 && (
        <ol ref={list} className={styles.list} aria-label={t`What it changes`}>
          {changes.map((change, place) => (
            <li key={change.key} data-key={change.key}>
              <fieldset className={styles.change}>
                <legend className={styles.kind}>
                  {place + 1}. {kinds[change.kind]}
                </legend>
                <IconButton
                  className={styles.remove}
                  label={t`Take out: ${place + 1}. ${kinds[change.kind]}`}
                  onClick={() => remove(change)}
                >
                  <X size={sizes.icon} aria-hidden="true" />
                </IconButton>
                <ChangeFields {...rest} change={change} onChange={(part) => edit(change, part)} />
                {missingIn(change).length === 0 && changesNothing(change, rest.objectives) && (
                  <p className={styles.none}>
                    <Trans>As it is today: it changes nothing yet.</Trans>
                  </p>
                )}
                {problemsOf(change).map((problem) => (
                  <p key={problem} className={styles.problem}>
                    {problem}
                  </p>
                ))}
              </fieldset>
            </li>
          ))}
        </ol>
      )}
      {changes.length === 0 && (
        <p className={styles.none}>
          <Trans>It changes nothing in the OKRs.</Trans>
        </p>
      )}
      <Menu
        label={t`Add a change`}
        align="start"
        className={buttonClass({ size: "small" })}
        shown={
          <>
            <Plus size={sizes.icon} aria-hidden="true" />
            <Trans>Add a change</Trans>
          </>
        }
        groups={[
          {
            id: "kinds",
            items: changeKinds.map((kind) => ({
              id: kind,
              label: kinds[kind],
              onChoose: () => {
                const change = { ...noChange, kind, key: newKey() };
                added.current = change.key;
                onChange([...changes, change]);
              },
            })),
          },
        ]}
      />
    </div>
  );
}
