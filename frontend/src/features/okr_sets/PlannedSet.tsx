import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { PlannedSet_okrSet$key } from "../../__generated__/PlannedSet_okrSet.graphql";
import { Section } from "../../ui/Section";
import { CarryOverOffer } from "../carry_overs/CarryOverOffer";
import { CoherencePanel } from "../coherence/CoherencePanel";
import { StageBar } from "../commitment/StageBar";
import { CapacityNote } from "../initiatives/CapacityNote";
import { InitiativeList } from "../initiatives/InitiativeList";
import { ObjectiveList } from "../objectives/editing/ObjectiveList";
import styles from "./PlannedSet.module.css";
import type { Lock } from "./planning";
import "./texts";
import { useAnchor } from "./useAnchor";

type Props = { okrSet: PlannedSet_okrSet$key; lock: Lock; mayReword: boolean };

/** A set as its people write it: its objectives and its work in the middle, beside them what is missing and room. */
export function PlannedSet({ okrSet, lock, mayReword }: Props) {
  const { t } = useLingui();
  const data = useFragment(
    graphql`
      fragment PlannedSet_okrSet on OkrSet {
        id
        ...StageBar_okrSet
        ...CarryOverOffer_okrSet
        ...ObjectiveList_okrSet
        ...CoherencePanel_okrSet
        ...CapacityNote_okrSet
        ...InitiativeList_okrSet
      }
    `,
    okrSet,
  );
  useAnchor();
  const whyLocked = useLockWords();
  return (
    <div id={data.id} tabIndex={-1} className={styles.set}>
      <StageBar okrSet={data} />
      {lock && whyLocked[lock] && <p className={styles.lock}>{whyLocked[lock]}</p>}
      <div className={styles.columns}>
        <div className={styles.main}>
          {lock === null && <CarryOverOffer okrSet={data} />}
          <Section title={<Trans>Objectives and key results</Trans>}>
            <ObjectiveList okrSet={data} isLocked={lock !== null} mayReword={mayReword} />
          </Section>
          <InitiativeList okrSet={data} />
        </div>
        <aside className={styles.side} aria-label={t`What belongs to the plan`}>
          <CoherencePanel okrSet={data} />
          <CapacityNote okrSet={data} />
        </aside>
      </div>
    </div>
  );
}

function useLockWords(): Record<NonNullable<Lock>, string | null> {
  const { t } = useLingui();
  return {
    committed: null, // The stages above say it, and how it changes.
    over: t`The review of these OKRs is over: they are history.`,
    cycleOver: t`The cycle is past its planning: these OKRs are no longer written.`,
    notYours: t`You can read along here. The unit's own people write its OKRs.`,
  };
}
