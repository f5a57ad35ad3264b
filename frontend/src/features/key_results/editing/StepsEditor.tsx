import { Trans, useLingui } from "@lingui/react/macro";
import { ArrowDown, ArrowUp, X } from "lucide-react";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import "./texts";
import { dropDraft, keepDraft, readDraft } from "../../../lib/drafts";
import { useLocale } from "../../../lib/locale";
import { formatValue } from "../../../lib/numbers";
import { afterPress } from "../../../lib/presses";
import { Button } from "../../../ui/Button";
import { inputClass } from "../../../ui/Field";
import { sizes } from "../../../ui/tokens";
import type { Control } from "./controls";
import { NumberInput } from "./NumberInput";
import styles from "./StepsEditor.module.css";
import {
  areWhole,
  countTheSame,
  mostSteps,
  type Step,
  sumOfPercents,
  withAdded,
  withEqualShares,
  withMoved,
  withPercent,
  withRemoved,
  withTitle,
} from "./steps";

type Props = { control: Control<readonly Step[]>; label: string; keepAs: string };

/** The steps of a milestone: added, worded, put in order, and, where they differ much, given their part of the way. */
export function StepsEditor({ control, label, keepAs }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const id = useId();
  const list = useRef<HTMLOListElement>(null);
  const adding = useRef<HTMLInputElement>(null);
  // Steps on the way to being ones that can be saved: without a title yet, or with shares that don't add up yet.
  const [unready, setUnready] = useState<readonly Step[] | null>(
    () => readDraft<{ steps: readonly Step[] }>(keepAs).steps ?? null,
  );
  const [wantsShares, setWantsShares] = useState(false);
  const [added, setAdded] = useState("");
  const steps = unready ?? control.value;
  const hasShares = wantsShares || !countTheSame(steps);
  const sum = sumOfPercents(steps);

  const put = (next: readonly Step[], save: (steps: readonly Step[]) => void) => {
    const isReady = areWhole(next);
    setUnready(isReady ? null : next);
    if (isReady) {
      dropDraft(keepAs);
      save(next);
    } else keepDraft(keepAs, { steps: next });
  };
  const change = (next: readonly Step[]) => put(next, control.change);
  const choose = (next: readonly Step[]) => put(next, control.choose);
  const focusOn = (place: number) =>
    requestAnimationFrame(() =>
      (list.current?.querySelectorAll<HTMLElement>("[data-title]")[place] ?? adding.current)?.focus(),
    );
  const move = (place: number, to: number) => {
    choose(withMoved(steps, place, to));
    focusOn(Math.min(Math.max(to, 0), steps.length - 1));
  };
  const remove = (place: number) => {
    choose(withRemoved(steps, place));
    focusOn(Math.max(0, place - 1));
  };
  const add = () => {
    if (added.trim() === "" || steps.length >= mostSteps) return;
    choose(withAdded(steps, added.trim()));
    setAdded("");
  };
  const onKeyDown = (place: number) => (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const isEmpty = event.currentTarget.value === "";
    if (event.altKey && event.key === "ArrowUp") move(place, place - 1);
    else if (event.altKey && event.key === "ArrowDown") move(place, place + 1);
    else if (event.key === "Enter") focusOn(place + 1);
    else if (event.key === "Backspace" && isEmpty) remove(place);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: it holds lines of its own, and its label stands as a heading.
    <div role="group" aria-labelledby={`${id}-label`} className={styles.steps}>
      <p id={`${id}-label`} className={styles.label}>
        {label}
      </p>
      <ol ref={list} className={styles.list}>
        {steps.map((step, place) => {
          const number = place + 1;
          const title = step.title || number;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step has no name but its place while it is reworded.
            <li key={place} className={styles.step}>
              <span className={styles.number} aria-hidden="true">
                {number}
              </span>
              <input
                data-title
                className={inputClass}
                aria-label={t`Step ${number}`}
                value={step.title}
                onChange={(event) => change(withTitle(steps, place, event.target.value))}
                onKeyDown={onKeyDown(place)}
              />
              {step.isReached && (
                <span className={styles.reached}>
                  <Trans>reached</Trans>
                </span>
              )}
              {hasShares && (
                <span className={styles.share}>
                  <NumberInput
                    wiring={{
                      id: `${id}-${place}`,
                      "aria-describedby": undefined,
                      "aria-invalid": undefined,
                    }}
                    label={t`Percent of step ${number}`}
                    value={Math.round(step.share * 1_000) / 10}
                    measure="%"
                    onChange={(percent) => change(withPercent(steps, place, percent ?? 0))}
                  />
                </span>
              )}
              <span className={styles.deeds}>
                <Button
                  size="small"
                  variant="plain"
                  aria-label={t`Move “${title}” up`}
                  disabled={place === 0}
                  onClick={() => move(place, place - 1)}
                >
                  <ArrowUp size={sizes.icon} aria-hidden="true" />
                </Button>
                <Button
                  size="small"
                  variant="plain"
                  aria-label={t`Move “${title}” down`}
                  disabled={place === steps.length - 1}
                  onClick={() => move(place, place + 1)}
                >
                  <ArrowDown size={sizes.icon} aria-hidden="true" />
                </Button>
                <Button
                  size="small"
                  variant="plain"
                  aria-label={t`Take out “${title}”`}
                  onClick={() => remove(place)}
                >
                  <X size={sizes.icon} aria-hidden="true" />
                </Button>
              </span>
            </li>
          );
        })}
      </ol>
      {steps.length < mostSteps && (
        <input
          ref={adding}
          className={inputClass}
          aria-label={t({ message: "Next step", context: "of a milestone" })}
          placeholder={steps.length === 0 ? t`The first step, then Enter` : t`Next step, then Enter`}
          value={added}
          onChange={(event) => setAdded(event.target.value)}
          onBlur={() => afterPress(add)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
            event.preventDefault();
            event.stopPropagation();
            add();
          }}
        />
      )}
      {steps.length > 1 && (
        <label className={styles.same}>
          <input
            type="checkbox"
            checked={!hasShares}
            onChange={(event) => {
              setWantsShares(!event.target.checked);
              if (event.target.checked) choose(withEqualShares(steps));
            }}
          />
          <Trans>All steps count the same</Trans>
        </label>
      )}
      {unready && sum !== 100 && steps.length > 0 && (
        <p className={styles.problem} role="status">
          <Trans>Together the steps make {formatValue(sum, locale)} %, and should make 100 %.</Trans>
        </p>
      )}
      {unready && steps.some(({ title }) => title.trim() === "") && (
        <p className={styles.problem} role="status">
          <Trans>A step without words is not saved yet.</Trans>
        </p>
      )}
      {control.notes?.(`${id}-notes`)}
    </div>
  );
}
