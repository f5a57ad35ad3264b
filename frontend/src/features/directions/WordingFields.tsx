import { useLingui } from "@lingui/react/macro";
import { Field, inputClass } from "../../ui/Field";
import { type Problem, problemAt } from "../problems/problems";
import { longestHorizon, shortestHorizon, type Wording, yearsOf } from "./wordings";
import "./texts";

type Props = {
  wording: Wording;
  /** What the title answers. */
  asks: string;
  problems: readonly Problem[];
  wasTried: boolean;
  onChange: (part: Partial<Wording>) => void;
};

export const wordingFields = ["title", "text", "horizonYears"];

/** What a direction says: a sentence, what it means, and how far it looks ahead. */
export function WordingFields({ wording, asks, problems, wasTried, onChange }: Props) {
  const { t } = useLingui();
  const isTitleMissing = wasTried && wording.title.trim() === "";
  const isHorizonWrong = wasTried && yearsOf(wording.horizonYears) === null;
  return (
    <>
      <Field
        label={asks}
        hint={t`In a sentence.`}
        problem={isTitleMissing ? t`Say it in a sentence.` : problemAt(problems, "title")}
      >
        {(wiring) => (
          <textarea
            {...wiring}
            className={inputClass}
            rows={2}
            data-autofocus
            value={wording.title}
            onChange={(event) => onChange({ title: event.target.value })}
          />
        )}
      </Field>
      <Field label={t`What that means`} problem={problemAt(problems, "text")}>
        {(wiring) => (
          <textarea
            {...wiring}
            className={inputClass}
            rows={6}
            value={wording.text}
            onChange={(event) => onChange({ text: event.target.value })}
          />
        )}
      </Field>
      <Field
        label={t`Years ahead`}
        hint={t`5 to 10 is usual.`}
        problem={
          isHorizonWrong
            ? t`A whole number of years, ${shortestHorizon} to ${longestHorizon}.`
            : problemAt(problems, "horizonYears")
        }
      >
        {(wiring) => (
          <input
            {...wiring}
            className={inputClass}
            inputMode="numeric"
            autoComplete="off"
            value={wording.horizonYears}
            onChange={(event) => onChange({ horizonYears: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}
