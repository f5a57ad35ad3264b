import { Trans, useLingui } from "@lingui/react/macro";
import type { Value } from "../../lib/edits/records";
import type { EditedField } from "../../lib/edits/useEdits";
import { Button } from "../../ui/Button";
import styles from "./FieldNotes.module.css";
import "./texts";

type Props<Type extends Value> = {
  /** What the control is described by. */
  id: string;
  field: EditedField<Type>;
  label: string;
  /** The value in words, where it is no text. */
  say?: (value: Type) => string;
};

/** What is to be said below an edited field: somebody else's version, a rule's no, a change while one looked. */
export function FieldNotes<Type extends Value>({ id, field, label, say = String }: Props<Type>) {
  const { conflict, problems, meanwhile } = field;
  if (!conflict && problems.length === 0 && !meanwhile) return null;
  return (
    <div id={id} className={styles.notes} aria-live="polite">
      {conflict && (
        <Conflict field={field} label={label} theirs={say(conflict.theirs)} mine={say(field.value)} />
      )}
      {problems.map((problem) => (
        <p key={problem.code} className={styles.problem}>
          {problem.code === "FAILED" ? (
            <Trans>This could not be saved. It is kept in this browser.</Trans>
          ) : (
            [problem.message, ...problem.details, problem.remedy].filter(Boolean).join(" ")
          )}{" "}
          <Button size="small" variant="plain" onClick={field.tryAgain}>
            <Trans>Try again</Trans>
          </Button>
        </p>
      ))}
      {meanwhile && (
        <p className={styles.meanwhile}>
          <Trans>Somebody else changed this meanwhile.</Trans>{" "}
          <Button
            size="small"
            variant="plain"
            // The field keeps the focus: it is about what stands in it.
            onPointerDown={(event) => event.preventDefault()}
            onClick={meanwhile.show}
          >
            <Trans>Show it</Trans>
          </Button>
        </p>
      )}
    </div>
  );
}

function Conflict<Type extends Value>({
  field,
  label,
  theirs,
  mine,
}: {
  field: EditedField<Type>;
  label: string;
  theirs: string;
  mine: string;
}) {
  const { t } = useLingui();
  const nothing = t`(nothing)`;
  return (
    <section className={styles.conflict} aria-label={t`Two versions: ${label}`}>
      <p className={styles.head}>
        <Trans>Somebody else changed this at the same time. Both versions are kept until you choose.</Trans>
      </p>
      <dl className={styles.versions}>
        <div>
          <dt>
            <Trans>Theirs</Trans>
          </dt>
          <dd>{theirs || nothing}</dd>
          <Button size="small" onClick={() => field.settle("theirs")}>
            <Trans>Take theirs</Trans>
          </Button>
        </div>
        <div>
          <dt>
            <Trans>Yours, as it stands above</Trans>
          </dt>
          <dd>{mine || nothing}</dd>
          <Button size="small" onClick={() => field.settle("mine")}>
            <Trans>Keep yours</Trans>
          </Button>
        </div>
      </dl>
      <p className={styles.mix}>
        <Trans>Or write a mix of both above, and keep that.</Trans>
      </p>
    </section>
  );
}
