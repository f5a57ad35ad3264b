import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useId, useState } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { SettingsForm_organisation$key } from "../../__generated__/SettingsForm_organisation.graphql";
import type { SettingsFormMutation } from "../../__generated__/SettingsFormMutation.graphql";
import { askAgain } from "../../lib/freshness";
import { newKey } from "../../lib/keys";
import { useDraft } from "../../lib/useDraft";
import { Button } from "../../ui/Button";
import { Field, inputClass } from "../../ui/Field";
import { Form } from "../../ui/Form";
import { tell } from "../../ui/messages";
import { Segmented } from "../../ui/Segmented";
import { ProblemList } from "../problems/ProblemList";
import { type Problem, problemAt } from "../problems/problems";
import { useDeed } from "../problems/useDeed";
import styles from "./SettingsForm.module.css";
import "./texts";

const mutation = graphql`
  mutation SettingsFormMutation($input: ChangeOrganisationSettingsInput!) {
    changeOrganisationSettings(input: $input) {
      organisation {
        id
        name
        ...SettingsForm_organisation
      }
      problems {
        code
        field
        message
        remedy
        details
      }
    }
  }
`;

const payloadOf = (response: SettingsFormMutation["response"]) => response.changeOrganisationSettings;
const ownFields = ["name", "locale", "timezone", "cycleMonths", "checkInWeeks", "levels"];

/** How deep OKRs go; each depth takes part with all above it. */
const depths = {
  COMPANY: ["COMPANY"],
  DIVISION: ["COMPANY", "DIVISION"],
  TEAM: ["COMPANY", "DIVISION", "TEAM"],
} as const;
type Depth = keyof typeof depths;
type Language = "nb" | "en" | "de";

/** What a person has changed, setting by setting; what is left alone follows what others save. */
type Draft = {
  name?: string | undefined;
  locale?: Language | undefined;
  timezone?: string | undefined;
  cycleMonths?: number | undefined;
  checkInWeeks?: number | undefined;
  levels?: Depth | undefined;
  key: string;
};

type Props = { organisation: SettingsForm_organisation$key; mayChange: boolean };

/** The settings, for those who may change them; for the others as words. */
export function SettingsForm({ organisation, mayChange }: Props) {
  const { t } = useLingui();
  const zones = useId();
  const data = useFragment(
    graphql`
      fragment SettingsForm_organisation on Organisation {
        id
        name
        locale
        timezone
        cycleMonths
        checkInWeeks
        levels
        version
      }
    `,
    organisation,
  );
  const { draft, change, drop } = useDraft<Draft>(`settings.${data.id}`, () => ({ key: newKey() }));
  const { send, isUnderway } = useDeed<SettingsFormMutation>(mutation, payloadOf);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const { key, levels, ...changed } = draft;
  const depth: Depth = data.levels.includes("TEAM")
    ? "TEAM"
    : data.levels.includes("DIVISION")
      ? "DIVISION"
      : "COMPANY";
  const isChanged = levels !== undefined || Object.values(changed).some((value) => value !== undefined);
  const forget = () =>
    change({
      name: undefined,
      locale: undefined,
      timezone: undefined,
      cycleMonths: undefined,
      checkInWeeks: undefined,
      levels: undefined,
      key: newKey(),
    });

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const ending = await send({
      variables: {
        input: {
          ...changed,
          levels: levels && [...depths[levels]],
          idempotencyKey: key,
          expectedVersion: data.version,
        },
      },
    });
    setProblems(ending.how === "refused" ? ending.problems : []);
    setFailure(ending.how === "failed" ? ending.words : null);
    if (ending.how === "refused") change({ key: newKey() });
    askAgain();
    if (ending.how !== "done") return;
    forget();
    drop();
    tell(t`The settings are saved.`);
  };

  const months = [
    { value: "3", label: t`3 months` },
    { value: "4", label: t`4 months` },
  ];
  const weeks = [
    { value: "1", label: t`every week` },
    { value: "2", label: t`every second week` },
  ];
  const languages: { value: Language; label: string }[] = [
    { value: "nb", label: "Norsk bokmål" },
    { value: "en", label: "English" },
    { value: "de", label: "Deutsch" },
  ];
  const levelChoices: { value: Depth; label: string }[] = [
    { value: "COMPANY", label: t`Company only` },
    { value: "DIVISION", label: t`Down to divisions` },
    { value: "TEAM", label: t`Down to teams` },
  ];
  const labelOf = (choices: readonly { value: string; label: string }[], value: string | number) =>
    choices.find((choice) => choice.value === String(value))?.label ?? String(value);

  if (!mayChange) {
    const facts = [
      [t`Name`, data.name],
      [t`Language`, labelOf(languages, data.locale)],
      [t`Time zone`, data.timezone],
      [t`Length of a cycle`, labelOf(months, data.cycleMonths)],
      [t`Check-ins`, labelOf(weeks, data.checkInWeeks)],
      [t`Levels that have OKRs`, labelOf(levelChoices, depth)],
    ] as const;
    return (
      <>
        <dl className={styles.facts}>
          {facts.map(([name, value]) => (
            <div key={name} className={styles.fact}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <p className={styles.note}>
          <Trans>Administrators change these.</Trans>
        </p>
      </>
    );
  }
  return (
    <div className={styles.form}>
      <Form onSubmit={(event) => void onSubmit(event)}>
        <Field label={t`Name`} problem={problemAt(problems, "name")}>
          {(wiring) => (
            <input
              {...wiring}
              className={inputClass}
              autoComplete="organization"
              value={draft.name ?? data.name}
              onChange={(event) => change({ name: event.target.value })}
            />
          )}
        </Field>
        <Choice label={t`Language`} hint={t`Of those who chose none themselves.`}>
          <Segmented
            label={t`Language`}
            value={(draft.locale ?? data.locale) as Language}
            options={languages}
            onChange={(locale) => change({ locale })}
          />
        </Choice>
        <Field
          label={t`Time zone`}
          hint={t`It says when a day begins: for cycles, check-ins and planned changes.`}
          problem={problemAt(problems, "timezone")}
        >
          {(wiring) => (
            <>
              <input
                {...wiring}
                className={inputClass}
                list={zones}
                autoComplete="off"
                spellCheck={false}
                value={draft.timezone ?? data.timezone}
                onChange={(event) => change({ timezone: event.target.value })}
              />
              <datalist id={zones}>
                {Intl.supportedValuesOf("timeZone").map((zone) => (
                  <option key={zone} value={zone} />
                ))}
              </datalist>
            </>
          )}
        </Field>
        <Choice
          label={t`Length of a cycle`}
          hint={t`Of those that are planned from now on; the others stay.`}
        >
          <Segmented
            label={t`Length of a cycle`}
            value={String(draft.cycleMonths ?? data.cycleMonths)}
            options={months}
            onChange={(value) => change({ cycleMonths: Number(value) })}
          />
        </Choice>
        <Choice label={t`Check-ins`} hint={t`What was not measured for twice as long counts as stale.`}>
          <Segmented
            label={t`Check-ins`}
            value={String(draft.checkInWeeks ?? data.checkInWeeks)}
            options={weeks}
            onChange={(value) => change({ checkInWeeks: Number(value) })}
          />
        </Choice>
        <Choice
          label={t`Levels that have OKRs`}
          hint={t`Units of other levels stay in the tree and write no new OKRs; what they have stays.`}
          problem={problemAt(problems, "levels")}
        >
          <Segmented
            label={t`Levels that have OKRs`}
            value={levels ?? depth}
            options={levelChoices}
            onChange={(chosen) => change({ levels: chosen })}
          />
        </Choice>
        <ProblemList problems={problems} shownAtFields={ownFields} failure={failure} />
        <div className={styles.deeds}>
          <Button type="submit" variant="primary" disabled={isUnderway || !isChanged}>
            <Trans>Save</Trans>
          </Button>
          {isChanged && (
            <Button
              variant="plain"
              onClick={() => {
                forget();
                drop();
              }}
            >
              <Trans>Leave as it was</Trans>
            </Button>
          )}
        </div>
      </Form>
    </div>
  );
}

type ChoiceProps = { label: string; hint: string; problem?: string | null; children: React.ReactNode };

/** A choice of a few, under its label, as fields look. */
function Choice({ label, hint, problem, children }: ChoiceProps) {
  return (
    <div className={styles.choice}>
      <p className={styles.label} aria-hidden="true">
        {label}
      </p>
      {children}
      <p className={styles.note}>{hint}</p>
      {problem && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </div>
  );
}
