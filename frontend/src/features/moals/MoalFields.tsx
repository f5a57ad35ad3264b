import { useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { MoalFields_query$key } from "../../__generated__/MoalFields_query.graphql";
import { Field, inputClass } from "../../ui/Field";
import { type Problem, problemAt } from "../problems/problems";
import styles from "./MoalFields.module.css";
import "./texts";

export type MoalWording = { title: string; why: string; year: string; directions: readonly string[] };

export const moalFields = ["title", "why", "year", "directions"];

export function yearOf(typed: string): number | null {
  return /^2\d{3}$/.test(typed.trim()) ? Number(typed) : null;
}

type Props = {
  query: MoalFields_query$key;
  wording: MoalWording;
  problems: readonly Problem[];
  wasTried: boolean;
  onChange: (part: Partial<MoalWording>) => void;
};

/** What a Moal says: what is wanted within the year, why, and which directions it serves. */
export function MoalFields({ query, wording, problems, wasTried, onChange }: Props) {
  const { t } = useLingui();
  const { directions } = useFragment(
    graphql`
      fragment MoalFields_query on Query {
        directions {
          id
          kind
          title
        }
      }
    `,
    query,
  );
  const kinds: Record<string, string> = { MISSION: t`Mission`, VISION: t`Vision`, STRATEGY: t`Strategy` };
  const toggle = (id: string, isServed: boolean) =>
    onChange({
      directions: isServed ? [...wording.directions, id] : wording.directions.filter((each) => each !== id),
    });
  const strategiesFirst = directions.toSorted(
    (a, b) => Number(b.kind === "STRATEGY") - Number(a.kind === "STRATEGY"),
  );
  return (
    <>
      <Field
        label={t`What do we want to reach?`}
        hint={t`In words; numbers belong to key results.`}
        problem={
          wasTried && wording.title.trim() === "" ? t`Say it in a sentence.` : problemAt(problems, "title")
        }
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
      <Field label={t`Why`} problem={problemAt(problems, "why")}>
        {(wiring) => (
          <textarea
            {...wiring}
            className={inputClass}
            rows={3}
            value={wording.why}
            onChange={(event) => onChange({ why: event.target.value })}
          />
        )}
      </Field>
      <Field
        label={t`Year`}
        problem={
          wasTried && yearOf(wording.year) === null
            ? t`A year of four digits, such as 2027.`
            : problemAt(problems, "year")
        }
      >
        {(wiring) => (
          <input
            {...wiring}
            className={inputClass}
            inputMode="numeric"
            autoComplete="off"
            value={wording.year}
            onChange={(event) => onChange({ year: event.target.value })}
          />
        )}
      </Field>
      {directions.length > 0 && (
        <fieldset className={styles.directions}>
          <legend className={styles.legend}>{t`What it serves`}</legend>
          {strategiesFirst.map((direction) => (
            <label key={direction.id} className={styles.direction}>
              <input
                type="checkbox"
                checked={wording.directions.includes(direction.id)}
                onChange={(event) => toggle(direction.id, event.target.checked)}
              />
              <span>
                {direction.kind !== "STRATEGY" && (
                  <span className={styles.kind}>{kinds[direction.kind]}: </span>
                )}
                {direction.title}
              </span>
            </label>
          ))}
          {problemAt(problems, "directions") && (
            <p className={styles.problem}>{problemAt(problems, "directions")}</p>
          )}
        </fieldset>
      )}
    </>
  );
}
