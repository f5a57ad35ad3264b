import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import type { FormEvent } from "react";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Field, inputClass } from "../../ui/Field";
import { Form, FormDeeds } from "../../ui/Form";
import { useForm } from "../contributions/editing/useForm";
import { ProblemList } from "../problems/ProblemList";
import { problemAt } from "../problems/problems";
import type { Kind } from "./addresses";
import styles from "./DismissDialog.module.css";
import { Meanwhile } from "./Meanwhile";
import type { Deeds } from "./OverlapItem";
import { useKindWords } from "./words";

type Props = {
  id: string;
  /** As it is now, which may be later than when this was opened. */
  version: number;
  kind: Kind;
  unitNames: readonly string[];
  /** What somebody else said of it since this was opened. */
  meanwhile: string | null;
  deeds: Deeds;
  onDismissed: () => void;
  onUndone: () => void;
  onClose: () => void;
};

function useQuickReasons(): readonly string[] {
  const { t } = useLingui();
  return [
    t`Only the words are alike.`,
    t`Other customers, or another part of the work.`,
    t`It is agreed between us already.`,
  ];
}

/** Say that it is nothing, and why: the reason is kept, and it stays away until one of the texts changes. */
export function DismissDialog(props: Props) {
  const { id, version, kind, unitNames, meanwhile, deeds, onDismissed, onUndone, onClose } = props;
  const { t } = useLingui();
  const words = useKindWords()[kind];
  const quick = useQuickReasons();
  const { draft, change, problems, failure, wasTried, setTried, end } = useForm(
    `dismissOverlap.${id}`,
    () => ({
      reason: "",
    }),
  );
  const reason = draft.reason.trim();
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (reason === "") return;
    if (!end(await deeds.dismiss({ id, version }, reason, draft.key, onUndone))) return;
    onDismissed();
  };
  const names = unitNames.join(" · ");
  return (
    <Dialog title={words.not} onClose={onClose}>
      <Form onSubmit={send}>
        <p>
          <Trans>
            {names}: it leaves the list, and comes back if one of the texts changes. Everybody sees the
            reason.
          </Trans>
        </p>
        <Meanwhile said={meanwhile} />
        {/* biome-ignore lint/a11y/useSemanticElements: a field set is for what is filled in. */}
        <div role="group" aria-label={t`Usual reasons`} className={styles.quick}>
          {quick.map((each) => (
            <Button
              key={each}
              size="small"
              aria-pressed={draft.reason === each}
              className={draft.reason === each ? styles.chosen : undefined}
              onClick={() => change({ reason: each })}
            >
              {each}
            </Button>
          ))}
        </div>
        <Field
          label={t`Why not`}
          problem={wasTried && reason === "" ? t`Say why, in a sentence.` : problemAt(problems, "reason")}
        >
          {(wiring) => (
            <textarea
              {...wiring}
              className={inputClass}
              rows={2}
              data-autofocus
              value={draft.reason}
              onChange={(event) => change({ reason: event.target.value })}
            />
          )}
        </Field>
        <ProblemList problems={problems} shownAtFields={["reason"]} failure={failure} />
        <FormDeeds>
          <Button type="submit" variant="primary" disabled={deeds.isUnderway}>
            <Trans>Dismiss</Trans>
          </Button>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
        </FormDeeds>
      </Form>
    </Dialog>
  );
}
