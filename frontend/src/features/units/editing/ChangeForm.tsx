import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, Suspense, useState } from "react";
import type { UnitChangeInput } from "../../../__generated__/ChangePreviewQuery.graphql";
import { daysBetween, formatLongDay } from "../../../lib/days";
import { askAgain } from "../../../lib/freshness";
import { newKey } from "../../../lib/keys";
import { useLocale } from "../../../lib/locale";
import { useDraft } from "../../../lib/useDraft";
import { Button } from "../../../ui/Button";
import { Field, inputClass } from "../../../ui/Field";
import { Form, FormDeeds } from "../../../ui/Form";
import { Segmented } from "../../../ui/Segmented";
import { Skeleton } from "../../../ui/Skeleton";
import { ProblemList } from "../../problems/ProblemList";
import { type Problem, problemAt } from "../../problems/problems";
import styles from "./ChangeForm.module.css";
import { ChangePreview } from "./ChangePreview";
import type { UnitChange } from "./changes";
import { ParentField } from "./ParentField";
import { type ChangeDraft, useSendChange } from "./useSendChange";
import { useSettled } from "./useSettled";
import "./texts";

export type UnitToChange = {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly validFrom: string;
  readonly parentId: string | null;
};

type Props = {
  change: UnitChange;
  /** The unit that is changed; the one above when a unit is founded. */
  unit: UnitToChange;
  cycle: { readonly name: string; readonly endsOn: string } | null;
  today: string;
  onDone: (unitId?: string) => void;
};

const ownFields = ["name", "kind", "parent", "on", "reason"];

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** What the change is, from when, why, and what it would do. */
export function ChangeForm({ change, unit, cycle, today, onDone }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const nextCycle = cycle && cycle.endsOn >= today ? dayAfter(cycle.endsOn) : null;
  const {
    draft,
    change: write,
    drop,
  } = useDraft<ChangeDraft>(`unit.${change}.${unit.id}`, () => ({
    name: change === "rename" ? unit.name : "",
    kind: "TEAM",
    parentId: null,
    // An end in the middle of a cycle leaves its OKRs behind, so the day after it is proposed.
    on: (change === "end" && nextCycle) || today,
    reason: "",
    key: newKey(),
  }));
  const { send, isUnderway } = useSendChange({ change, unit, today });
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  // A draft of yesterday means today: only what is founded may have begun before.
  const on = change !== "found" && draft.on !== "" && draft.on < today ? today : draft.on;
  const asked = useSettled(previewOf(change, unit, { ...draft, on }));

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const ending = await send({ ...draft, on: on || today });
    setProblems(ending.how === "refused" ? ending.problems : []);
    setFailure(ending.how === "failed" ? ending.words : null);
    // The key belongs to what was sent; and who was too late reads what others did before trying again.
    if (ending.how === "refused") write({ key: newKey() });
    askAgain();
    if (ending.how !== "done") return;
    drop();
    onDone(ending.unitId);
  };

  const words: Record<UnitChange, string> = {
    found: t`Found the unit`,
    rename: t`Rename`,
    move: t`Move`,
    end: t`End the unit`,
  };
  return (
    <Form onSubmit={(event) => void onSubmit(event)}>
      {(change === "found" || change === "rename") && (
        <Field label={t`Name`} problem={problemAt(problems, "name")}>
          {(wiring) => (
            <input
              {...wiring}
              className={inputClass}
              autoComplete="off"
              data-autofocus
              value={draft.name}
              onChange={(event) => write({ name: event.target.value })}
            />
          )}
        </Field>
      )}
      {change === "found" && (
        <Segmented
          label={t`Level`}
          value={draft.kind}
          options={[
            { value: "TEAM", label: t`Team` },
            { value: "DIVISION", label: t`Division` },
          ]}
          onChange={(kind) => write({ kind })}
        />
      )}
      {change === "move" && (
        <Suspense fallback={<Skeleton label={t`Fetching the units`} lines={4} />}>
          <ParentField
            unit={unit}
            day={on < today ? today : on}
            chosen={draft.parentId}
            problem={problemAt(problems, "parent")}
            onChoose={(parentId) => write({ parentId })}
          />
        </Suspense>
      )}
      <Field
        label={change === "end" ? t`First day without it` : t({ message: "From", context: "first day" })}
        hint={dayHint()}
        problem={problemAt(problems, "on")}
      >
        {(wiring) => (
          <input
            {...wiring}
            type="date"
            className={inputClass}
            min={change === "found" ? undefined : today}
            data-autofocus={change === "end" || undefined}
            value={on}
            onChange={(event) => write({ on: event.target.value })}
          />
        )}
      </Field>
      {nextCycle && on !== nextCycle && change !== "rename" && (
        <Button size="small" className={styles.proposal} onClick={() => write({ on: nextCycle })}>
          {t`After ${cycle?.name ?? ""}: ${formatLongDay(nextCycle, locale)}`}
        </Button>
      )}
      {change !== "found" && (
        <Field
          label={change === "rename" ? t`Why (may be left empty)` : t`Why`}
          hint={t`It stays in the history.`}
          problem={problemAt(problems, "reason")}
        >
          {(wiring) => (
            <textarea
              {...wiring}
              className={inputClass}
              rows={2}
              value={draft.reason}
              onChange={(event) => write({ reason: event.target.value })}
            />
          )}
        </Field>
      )}
      <section aria-labelledby="what-it-does" className={styles.preview}>
        <h3 id="what-it-does" className={styles.title}>
          <Trans>What it does</Trans>
        </h3>
        {asked ? (
          <Suspense fallback={<Skeleton label={t`Looking what it does`} lines={3} />}>
            <ChangePreview key={JSON.stringify(asked)} input={asked} />
          </Suspense>
        ) : (
          <p className={styles.quiet}>
            {change === "move" ? (
              <Trans>Choose where it is to stand.</Trans>
            ) : (
              <Trans>Give it a name first.</Trans>
            )}
          </p>
        )}
      </section>
      <ProblemList problems={problems} shownAtFields={ownFields} failure={failure} />
      <FormDeeds>
        <Button type="submit" variant="primary" disabled={isUnderway}>
          {words[change]}
        </Button>
        <Button variant="plain" onClick={() => onDone()}>
          <Trans>Cancel</Trans>
        </Button>
      </FormDeeds>
    </Form>
  );

  function dayHint(): string {
    const days = daysBetween(today, on || today);
    if (change === "end" && on === unit.validFrom)
      return t`Its first day: the founding is taken back, as long as nothing hangs on it.`;
    if (days <= 0) return change === "end" ? t`From today it is no more.` : t`From today.`;
    return t`Planned: until then all stays as it is, and it can be called off.`;
  }
}

/** What to ask about, once enough is stated; null before. */
function previewOf(change: UnitChange, unit: UnitToChange, draft: ChangeDraft): UnitChangeInput | null {
  const on = draft.on || null;
  switch (change) {
    case "found":
      return draft.name.trim() === ""
        ? null
        : { kind: "FOUND", parent: unit.id, unitKind: draft.kind, name: draft.name, on };
    case "rename":
      return draft.name.trim() === ""
        ? null
        : { kind: "RENAME", unit: unit.id, name: draft.name, on, expectedVersion: unit.version };
    case "move":
      return draft.parentId === null
        ? null
        : { kind: "MOVE", unit: unit.id, parent: draft.parentId, on, expectedVersion: unit.version };
    case "end":
      return { kind: "END", unit: unit.id, on, expectedVersion: unit.version };
  }
}
