import { type ComponentProps, type KeyboardEvent, useId } from "react";
import type { EditedField } from "../../lib/edits/useEdits";
import { classes } from "../../ui/classes";
import styles from "./EditedText.module.css";
import { FieldNotes } from "./FieldNotes";

type Props = {
  field: EditedField<string>;
  /** Said to those who do not see where it stands. */
  label: string;
  placeholder?: string;
  /** How the text looks; without, like text. */
  look?: "title" | "lead" | "text";
  /** A sentence, in which the enter key means "done". Otherwise it begins a line. */
  isLine?: boolean;
  onEnter?: () => void;
  isLocked?: boolean;
  textProps?: Partial<ComponentProps<"textarea">>;
};

const looks = { title: styles.isTitle, lead: styles.isLead, text: undefined };

/** Text that is edited where it stands: it looks like text until one is in it, and grows with what is typed. */
export function EditedText({
  field,
  label,
  placeholder,
  look = "text",
  isLine = false,
  onEnter,
  isLocked = false,
  textProps,
}: Props) {
  const id = useId();
  const look_ = looks[look];
  // What was typed and can no longer be saved is kept apart: it must not look as if the others saw it, too.
  if (isLocked) return <p className={classes(styles.locked, look_)}>{field.saved}</p>;
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    textProps?.onKeyDown?.(event);
    if (event.nativeEvent.isComposing || event.defaultPrevented) return;
    if (event.key === "Escape") event.currentTarget.blur();
    if (event.key !== "Enter" || !(isLine || event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (onEnter) onEnter();
    else event.currentTarget.blur();
  };
  const isNoted = field.conflict !== null || field.problems.length > 0 || field.meanwhile !== null;
  return (
    <div className={styles.place}>
      <div className={classes(styles.grow, look_)} data-text={field.value || placeholder}>
        <textarea
          {...textProps}
          rows={1}
          className={styles.text}
          aria-label={label}
          aria-invalid={field.problems.length > 0 || undefined}
          aria-describedby={isNoted ? id : undefined}
          placeholder={placeholder}
          value={field.value}
          data-untouched={field.isUntouched || undefined}
          onChange={(event) =>
            field.change(isLine ? event.target.value.replace(/\s*\n\s*/g, " ") : event.target.value)
          }
          onFocus={field.focus}
          onBlur={field.blur}
          onKeyDown={onKeyDown}
        />
      </div>
      <FieldNotes id={id} field={field} label={label} />
    </div>
  );
}
