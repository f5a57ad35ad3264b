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
import { type Kind, kinds } from "./addresses";
import { Meanwhile } from "./Meanwhile";
import type { Deeds } from "./OverlapItem";
import { kindOf, useKindWords } from "./words";

type Props = {
  id: string;
  version: number;
  kind: Kind;
  computedKind: Kind;
  /** How many objectives it joins: two don't share a target. */
  sides: number;
  meanwhile: string | null;
  deeds: Deeds;
  onClose: () => void;
};

/** It is something, but not what it was taken for. */
export function RelabelDialog({ id, version, kind, computedKind, sides, meanwhile, deeds, onClose }: Props) {
  const { t } = useLingui();
  const words = useKindWords();
  const others = kinds.filter((other) => other !== kind && (other !== "SHARED_TARGET" || sides > 2));
  const { draft, change, problems, failure, wasTried, setTried, end } = useForm(
    `relabelOverlap.${id}`,
    () => ({
      kind: others[0] as string,
      reason: "",
    }),
  );
  const wanted = others.includes(kindOf(draft.kind)) ? kindOf(draft.kind) : (others[0] ?? kind);
  const reason = draft.reason.trim();
  // What it was found as needs no reason.
  const needsReason = wanted !== computedKind;
  const isMissing = needsReason && reason === "";
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isMissing) return;
    if (end(await deeds.relabel({ id, version }, kind, wanted, reason, draft.key))) onClose();
  };
  return (
    <Dialog title={t`Call it something else`} onClose={onClose}>
      <Form onSubmit={send}>
        <Meanwhile said={meanwhile} />
        <Field label={t`What it is`} problem={problemAt(problems, "kind")}>
          {(wiring) => (
            <select
              {...wiring}
              className={inputClass}
              data-autofocus
              value={wanted}
              onChange={(event) => change({ kind: event.target.value })}
            >
              {others.map((other) => (
                <option key={other} value={other}>
                  {words[other].is}
                </option>
              ))}
            </select>
          )}
        </Field>
        {needsReason && (
          <Field
            label={t`Why`}
            problem={wasTried && isMissing ? t`Say why, in a sentence.` : problemAt(problems, "reason")}
          >
            {(wiring) => (
              <textarea
                {...wiring}
                className={inputClass}
                rows={2}
                value={draft.reason}
                onChange={(event) => change({ reason: event.target.value })}
              />
            )}
          </Field>
        )}
        <ProblemList problems={problems} shownAtFields={["kind", "reason"]} failure={failure} />
        <FormDeeds>
          <Button type="submit" variant="primary" disabled={deeds.isUnderway}>
            <Trans>Call it that</Trans>
          </Button>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
        </FormDeeds>
      </Form>
    </Dialog>
  );
}
