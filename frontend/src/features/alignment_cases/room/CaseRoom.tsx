import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { CaseRoom_case$key } from "../../../__generated__/CaseRoom_case.graphql";
import { formatDay } from "../../../lib/days";
import { useLocale } from "../../../lib/locale";
import { Page } from "../../../ui/Page";
import { Section } from "../../../ui/Section";
import { Skeleton } from "../../../ui/Skeleton";
import { CaseStanding } from "../CaseStanding";
import type { Me } from "../me";
import { About } from "./About";
import { Agreement } from "./Agreement";
import { Announcer } from "./Announcer";
import styles from "./CaseRoom.module.css";
import { Participants } from "./Participants";
import { Presence } from "./Presence";
import { Proposal } from "./Proposal";
import { Remark } from "./Remark";
import { RoomDeeds } from "./RoomDeeds";
import { Turns } from "./Turns";
import "./texts";

const Composing = lazy(() =>
  import("../composing/Composing").then((module) => ({ default: module.Composing })),
);

/** The room of a case: what it is about, what is proposed, what was said, and who takes part. */
export function CaseRoom({ alignmentCase, me }: { alignmentCase: CaseRoom_case$key; me: Me }) {
  const { t } = useLingui();
  const locale = useLocale();
  const navigate = useNavigate();
  const { compose } = useSearch({ from: "/cases/$caseId" });
  const proposed = useRef<HTMLDivElement>(null);
  const composing = useRef<HTMLElement>(null);
  const agreed = useRef<HTMLDivElement>(null);
  const data = useFragment(
    graphql`
      fragment CaseRoom_case on AlignmentCase {
        id
        title
        question
        state
        openedAt
        openedByName
        dueOn
        cycle {
          id
          name
        }
        openedByUnit {
          id
          name
        }
        undoes {
          id
          title
        }
        mayPropose {
          id
          name
        }
        proposal {
          id
        }
        ...CaseStanding_case
        ...About_case
        ...Agreement_case
        ...Announcer_case
        ...Composing_case
        ...Participants_case
        ...Presence_case
        ...Proposal_case
        ...RoomDeeds_case
        ...Turns_case
      }
    `,
    alignmentCase,
  );
  const isOpen = data.state === "OPEN" || data.state === "ESCALATED";
  const maySpeak = data.mayPropose.length > 0;
  const isComposing = compose === true && isOpen && maySpeak;
  const wasComposing = useRef(isComposing);
  const wasOpen = useRef(isOpen);
  // What was pressed goes away with the press: the focus goes on to what came of it.
  useEffect(() => {
    if (isComposing && !wasComposing.current) composing.current?.focus();
    if (!isOpen && wasOpen.current && document.activeElement === document.body) agreed.current?.focus();
    wasComposing.current = isComposing;
    wasOpen.current = isOpen;
  }, [isComposing, isOpen]);
  const setComposing = (isWanted: boolean) =>
    void navigate({
      to: ".",
      search: (before) => ({ ...before, compose: isWanted ? true : undefined }),
      resetScroll: false,
    });
  const close = () => {
    setComposing(false);
    // The form goes, and the focus with it: back to what one comes from.
    proposed.current?.focus({ preventScroll: true });
  };
  const [unit, name, day] = [
    data.openedByUnit.name,
    data.openedByName,
    formatDay(data.openedAt, locale, new Date()),
  ];
  const due = data.dueOn && formatDay(data.dueOn, locale, new Date());
  return (
    <Page
      isWide
      title={data.title}
      name={data.title}
      above={
        <Link to="/cases" search={{ unit: data.openedByUnit.id, cycle: data.cycle.id }} className={styles.up}>
          <Trans>Cases</Trans>
        </Link>
      }
      below={
        <>
          {data.cycle.name} ·{" "}
          <Trans>
            opened by {unit} ({name}) on {day}
          </Trans>
          {due && <> · {t`to be agreed by ${due}`}</>}
        </>
      }
    >
      <Announcer alignmentCase={data} ownName={me.name} />
      <div className={styles.standing}>
        <CaseStanding alignmentCase={data} />
        {data.undoes && (
          <Trans>
            to undo{" "}
            <Link to="/cases/$caseId" params={{ caseId: data.undoes.id }}>
              {data.undoes.title}
            </Link>
          </Trans>
        )}
      </div>
      {data.question && <p className={styles.question}>{data.question}</p>}
      <div className={styles.room}>
        <div className={styles.main}>
          {data.state === "AGREED" && (
            <Section title={<Trans>What was agreed</Trans>}>
              <div ref={agreed} tabIndex={-1} className={styles.proposed}>
                <Agreement alignmentCase={data} me={me} />
              </div>
            </Section>
          )}
          <Section title={<Trans>What it is about</Trans>}>
            <About alignmentCase={data} />
          </Section>
          {isOpen && (
            <Section title={<Trans>Up for signature</Trans>}>
              <div ref={proposed} tabIndex={-1} className={styles.proposed}>
                {(data.proposal || !isComposing) && (
                  <Proposal
                    alignmentCase={data}
                    mayPropose={maySpeak}
                    isComposing={isComposing}
                    onCompose={() => setComposing(true)}
                  />
                )}
              </div>
              {isComposing && (
                <section
                  ref={composing}
                  tabIndex={-1}
                  aria-label={t`Compose a proposal`}
                  className={styles.composing}
                >
                  <Suspense fallback={<Skeleton label={t`Opening the form`} lines={5} />}>
                    <Composing alignmentCase={data} me={me} onClose={close} />
                  </Suspense>
                </section>
              )}
            </Section>
          )}
          <Section title={<Trans>What was said</Trans>}>
            <Turns alignmentCase={data} />
            {isOpen && maySpeak && <Remark caseId={data.id} units={data.mayPropose} />}
          </Section>
        </div>
        <aside className={styles.aside} aria-label={t`Who takes part`}>
          <div>
            <h2 className={styles.heading}>
              <Trans>Who takes part</Trans>
            </h2>
            <Participants alignmentCase={data} />
          </div>
          <Presence alignmentCase={data} />
          {isOpen && maySpeak && <RoomDeeds alignmentCase={data} />}
        </aside>
      </div>
    </Page>
  );
}
