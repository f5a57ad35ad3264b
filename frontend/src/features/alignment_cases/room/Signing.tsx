import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useRef } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { caseDeedsSignMutation } from "../../../__generated__/caseDeedsSignMutation.graphql";
import type { caseDeedsUnsignMutation } from "../../../__generated__/caseDeedsUnsignMutation.graphql";
import type { Signing_case$key } from "../../../__generated__/Signing_case.graphql";
import { newKey } from "../../../lib/keys";
import { useLocale } from "../../../lib/locale";
import { Button } from "../../../ui/Button";
import { tell } from "../../../ui/messages";
import { ProblemList } from "../../problems/ProblemList";
import * as deeds from "./caseDeeds";
import styles from "./Proposal.module.css";
import "./texts";
import { useCaseDeed } from "./useCaseDeed";

/** The signatures that are still missing, and one's own to give or to take back, with what follows from it. */
export function Signing({
  alignmentCase,
  children,
}: {
  alignmentCase: Signing_case$key;
  children: ReactNode;
}) {
  const { t } = useLingui();
  const locale = useLocale();
  const { id, proposal, participants, maySign } = useFragment(
    graphql`
      fragment Signing_case on AlignmentCase {
        id
        proposal {
          id
          effects {
            kind
          }
        }
        participants {
          isAsked
          hasSigned
          unit {
            id
            name
          }
        }
        maySign {
          id
        }
      }
    `,
    alignmentCase,
  );
  const deed = useCaseDeed();
  const region = useRef<HTMLDivElement>(null);
  if (!proposal) return null;
  const own = new Set(maySign.map((unit) => unit.id));
  const asked = participants.filter(({ isAsked }) => isAsked);
  const missing = asked.filter(({ hasSigned }) => !hasSigned);
  const toSign = missing.filter(({ unit }) => own.has(unit.id));
  const signed = asked.filter(({ unit, hasSigned }) => hasSigned && own.has(unit.id));
  const isLast = missing.length === 1 && toSign.length === 1;
  const changes = proposal.effects.length > 0;
  /** The button that was pressed is gone; one stays where one was. */
  const tellDone = (said: string) => {
    region.current?.focus({ preventScroll: true });
    tell(said);
  };
  const sign = (unit: { id: string; name: string }) =>
    void deed
      .send<caseDeedsSignMutation>(
        deeds.sign,
        { case: id, turn: proposal.id, unit: unit.id, idempotencyKey: newKey() },
        (answer) => answer.signCase.problems,
      )
      .then((isDone) => isDone && tellDone(t`Signed for ${unit.name}.`));
  const takeBack = (unit: { id: string; name: string }) =>
    void deed
      .send<caseDeedsUnsignMutation>(
        deeds.unsign,
        { case: id, turn: proposal.id, unit: unit.id, idempotencyKey: newKey() },
        (answer) => answer.withdrawCaseSignature.problems,
      )
      .then((isDone) => isDone && tellDone(t`The signature of ${unit.name} was taken back.`));
  return (
    <div ref={region} tabIndex={-1} className={styles.signing}>
      <p className={styles.consequence}>
        {isLast ? (
          changes ? (
            <Trans>Yours is the last signature: with it these changes are made.</Trans>
          ) : (
            <Trans>Yours is the last signature: with it this is agreed.</Trans>
          )
        ) : changes ? (
          <Trans>With the last signature these changes are made.</Trans>
        ) : (
          <Trans>With the last signature this is agreed.</Trans>
        )}{" "}
        <span className={styles.quiet}>
          <Trans>Afterwards only another case undoes it.</Trans>
        </span>
      </p>
      {toSign.length === 0 && missing.length > 0 && (
        <p className={styles.quiet}>
          {t`Still to sign: ${new Intl.ListFormat(locale).format(missing.map(({ unit }) => unit.name))}`}
        </p>
      )}
      <ProblemList problems={deed.problems} failure={deed.failure} />
      <div className={styles.deeds}>
        {toSign.map(({ unit }) => (
          <Button key={unit.id} variant="primary" disabled={deed.isUnderway} onClick={() => sign(unit)}>
            <Trans>Sign for {unit.name}</Trans>
          </Button>
        ))}
        {children}
        {signed.map(({ unit }) => (
          <Button key={unit.id} disabled={deed.isUnderway} onClick={() => takeBack(unit)}>
            <Trans>Take back the signature of {unit.name}</Trans>
          </Button>
        ))}
      </div>
    </div>
  );
}
