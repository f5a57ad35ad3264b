import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { useLocale } from "../../lib/locale";
import { useDraft } from "../../lib/useDraft";
import { Button } from "../../ui/Button";
import { Field, inputClass } from "../../ui/Field";
import { Form } from "../../ui/Form";
import { Segmented } from "../../ui/Segmented";
import { ProblemList } from "../problems/ProblemList";
import { type Problem, problemAt, useFailureWords } from "../problems/problems";
import styles from "./FoundForm.module.css";
import { found } from "./founding";
import { slugOf } from "./slugs";
import "./texts";

type Draft = {
  name: string;
  /** Null while it follows the name. */
  slug: string | null;
  locale: "nb" | "en" | "de";
  timezone: string;
  months: "3" | "4";
};

const shownAtFields = ["name", "slug", "timezone", "locale", "cycleMonths"];
const languages = [
  { value: "nb", label: "Norsk bokmål" },
  { value: "en", label: "English" },
  { value: "de", label: "Deutsch" },
] as const;

/** The few things that an organisation begins with; all of them but the address can be changed later. */
export function FoundForm() {
  const { t } = useLingui();
  const language = useLocale().slice(0, 2);
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { draft, change, drop } = useDraft<Draft>("found", () => ({
    name: "",
    slug: null,
    locale: languages.find(({ value }) => value === language)?.value ?? "nb",
    timezone: own,
    months: "4",
  }));
  const wordsFor = useFailureWords();
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const [isUnderway, setUnderway] = useState(false);
  const [wasTried, setTried] = useState(false);
  const slug = draft.slug ?? slugOf(draft.name);
  const zones = Intl.supportedValuesOf("timeZone");
  const isNameMissing = wasTried && draft.name.trim() === "";
  const isSlugMissing = wasTried && slug === "" && !isNameMissing;

  const send = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (draft.name.trim() === "" || slug === "" || isUnderway) return;
    setUnderway(true);
    setFailure(null);
    setProblems([]);
    try {
      const ending = await found({
        name: draft.name,
        slug,
        locale: draft.locale,
        timezone: draft.timezone,
        cycleMonths: Number(draft.months),
      });
      if (ending.how === "done") {
        drop();
        window.location.assign(ending.location);
        return;
      }
      if (ending.how === "refused") setProblems(ending.problems);
      else if (ending.how === "tooOften") setFailure(t`That was tried too often. Wait an hour.`);
      else
        setFailure(t`Too much time has passed since you signed in. Sign in again; what you typed is kept.`);
    } catch (error) {
      setFailure(wordsFor(error));
    }
    setUnderway(false);
  };

  return (
    <Form onSubmit={send}>
      <Field
        label={t`What is the organisation called?`}
        problem={isNameMissing ? t`Say what it is called.` : problemAt(problems, "name")}
      >
        {(wiring) => (
          <input
            {...wiring}
            className={inputClass}
            autoComplete="organization"
            value={draft.name}
            onChange={(event) => change({ name: event.target.value })}
          />
        )}
      </Field>
      <Field
        label={t`Its name in addresses`}
        hint={t`Lower case letters, digits and hyphens. It stays as it is.`}
        problem={isSlugMissing ? t`Give a name for addresses.` : problemAt(problems, "slug")}
      >
        {(wiring) => (
          <input
            {...wiring}
            className={inputClass}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={slug}
            onChange={(event) => change({ slug: event.target.value })}
          />
        )}
      </Field>
      <Field
        label={t`Language`}
        hint={t`Of those who have chosen none.`}
        problem={problemAt(problems, "locale")}
      >
        {(wiring) => (
          <select
            {...wiring}
            className={inputClass}
            value={draft.locale}
            onChange={(event) => change({ locale: event.target.value as Draft["locale"] })}
          >
            {languages.map(({ value, label }) => (
              <option key={value} value={value} lang={value}>
                {label}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field
        label={t`Time zone`}
        hint={t`It decides which day it is.`}
        problem={problemAt(problems, "timezone")}
      >
        {(wiring) => (
          <select
            {...wiring}
            className={inputClass}
            value={draft.timezone}
            onChange={(event) => change({ timezone: event.target.value })}
          >
            {(zones.includes(draft.timezone) ? zones : [draft.timezone, ...zones]).map((zone) => (
              <option key={zone} value={zone}>
                {zone.replaceAll("_", " ")}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div className={styles.months}>
        <p className={styles.label}>
          <Trans>How long is a cycle?</Trans>
        </p>
        <Segmented
          label={t`How long is a cycle?`}
          value={draft.months}
          options={[
            { value: "3", label: t`3 months` },
            { value: "4", label: t`4 months` },
          ]}
          onChange={(months) => change({ months })}
        />
      </div>
      <ProblemList problems={problems} shownAtFields={shownAtFields} failure={failure} />
      {failure && (
        <a href="/auth/sign-in?next=%2Ffound">
          <Trans>Sign in again</Trans>
        </a>
      )}
      <div>
        <Button type="submit" variant="primary" disabled={isUnderway}>
          <Trans>Found it</Trans>
        </Button>
      </div>
    </Form>
  );
}
