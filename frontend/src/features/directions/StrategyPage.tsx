import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { StrategyPageQuery } from "../../__generated__/StrategyPageQuery.graphql";
import { formatLongDay } from "../../lib/days";
import { useFreshness } from "../../lib/freshness";
import { useHere } from "../../lib/here";
import { useLocale } from "../../lib/locale";
import { buttonClass } from "../../ui/Button";
import { Page } from "../../ui/Page";
import { MoalsOfYear } from "../moals/MoalsOfYear";
import { useAnchor } from "../okr_sets/useAnchor";
import { DirectionStatement } from "./DirectionStatement";
import { PastDay } from "./PastDay";
import { RetiredDirections } from "./RetiredDirections";
import styles from "./StrategyPage.module.css";
import { type Kind, useKindWords } from "./words";
import "./texts";

const StateDirectionPanel = lazy(() =>
  import("./StateDirectionPanel").then((module) => ({ default: module.StateDirectionPanel })),
);
const ReviseDirectionPanel = lazy(() =>
  import("./ReviseDirectionPanel").then((module) => ({ default: module.ReviseDirectionPanel })),
);
const VersionsPanel = lazy(() =>
  import("./VersionsPanel").then((module) => ({ default: module.VersionsPanel })),
);
const ProposeMoalPanel = lazy(() =>
  import("../moals/ProposeMoalPanel").then((module) => ({ default: module.ProposeMoalPanel })),
);
const ReviseMoalPanel = lazy(() =>
  import("../moals/ReviseMoalPanel").then((module) => ({ default: module.ReviseMoalPanel })),
);
const MoalStoryPanel = lazy(() =>
  import("../moals/MoalStoryPanel").then((module) => ({ default: module.MoalStoryPanel })),
);

const AskForContribution = lazy(() =>
  import("../contributions/editing/AskForContribution").then((module) => ({
    default: module.AskForContribution,
  })),
);

/** The upper part of the pyramid as one calm page: mission, vision, strategies, and the Moals that serve them. */
export function StrategyPage() {
  const { t } = useLingui();
  const locale = useLocale();
  useAnchor();
  const { companyId } = useHere();
  const { on = null, year = new Date().getFullYear() } = useSearch({ from: "/strategy" });
  const data = useLazyLoadQuery<StrategyPageQuery>(
    graphql`
      query StrategyPageQuery($company: ID!, $on: Date, $year: Int!) {
        viewer {
          rights(unit: $company)
        }
        directions(on: $on) {
          id
          kind
          ...DirectionStatement_direction
        }
        ...MoalsOfYear_query @arguments(on: $on, year: $year)
        ...RetiredDirections_query
      }
    `,
    { company: companyId, on, year },
    useFreshness(),
  );
  // The past is looked at, not changed.
  const steers = on === null && data.viewer.rights.includes("STEER");
  const of = (kind: Kind) => data.directions.find((direction) => direction.kind === kind) ?? null;
  return (
    <Page
      title={<Trans>Strategy and Moals</Trans>}
      name={t`Strategy and Moals`}
      actions={<PastDay on={on} />}
    >
      {on !== null && (
        <p role="status" className={styles.past}>
          <Trans>This is what held on {formatLongDay(on, locale)}.</Trans>{" "}
          <Link
            to="."
            search={(before: object) => ({ ...before, on: undefined })}
            resetScroll={false}
            className={styles.back}
          >
            <Trans>Back to today</Trans>
          </Link>
        </p>
      )}
      <div className={styles.statements}>
        <Statement kind="MISSION" direction={of("MISSION")} steers={steers} />
        <Statement kind="VISION" direction={of("VISION")} steers={steers} />
      </div>
      <MoalsOfYear query={data} year={year} on={on} steers={steers} />
      {on === null && <RetiredDirections query={data} steers={steers} />}
      <Panels companyId={companyId} year={year} />
    </Page>
  );
}

type StatementProps = {
  kind: Kind;
  direction: StrategyPageQuery["response"]["directions"][number] | null;
  steers: boolean;
};

function Statement({ kind, direction, steers }: StatementProps) {
  const words = useKindWords()[kind];
  if (direction) return <DirectionStatement direction={direction} steers={steers} />;
  return (
    <div className={styles.missing}>
      <h2 className={styles.kind}>{words.name}</h2>
      <p>
        <Trans>Not stated yet.</Trans>
      </p>
      {steers && (
        <Link
          to="."
          search={(before: object) => ({ ...before, state: kind })}
          resetScroll={false}
          className={buttonClass()}
        >
          {words.state}
        </Link>
      )}
    </div>
  );
}

/** The form or the history that the address names, beside the page. */
function Panels({ companyId, year }: { companyId: string; year: number }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const { state, revise, versions, story, proposeMoal, askFor, askIn } = useSearch({ from: "/strategy" });
  const close = () =>
    void navigate({
      to: ".",
      search: (before: object) => ({
        ...before,
        state: undefined,
        revise: undefined,
        versions: undefined,
        story: undefined,
        proposeMoal: undefined,
        askFor: undefined,
        askIn: undefined,
      }),
      resetScroll: false,
    });
  return (
    <Suspense fallback={<span className="visually-hidden">{t`Opening`}</span>}>
      {state && <StateDirectionPanel key={state} kind={state} onClose={close} />}
      {revise?.startsWith("direction_") && <ReviseDirectionPanel key={revise} id={revise} onClose={close} />}
      {revise?.startsWith("moal_") && <ReviseMoalPanel key={revise} id={revise} onClose={close} />}
      {versions && <VersionsPanel key={versions} id={versions} onClose={close} />}
      {story && <MoalStoryPanel key={story} id={story} onClose={close} />}
      {proposeMoal && <ProposeMoalPanel year={year} companyId={companyId} onClose={close} />}
      {askFor && askIn && (
        <AskForContribution key={askFor} targetId={askFor} cycleId={askIn} onDone={close} />
      )}
    </Suspense>
  );
}
