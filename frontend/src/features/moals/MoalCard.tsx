import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { MoreHorizontal } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { MoalCard_moal$key } from "../../__generated__/MoalCard_moal.graphql";
import { useLocale } from "../../lib/locale";
import { formatShare } from "../../lib/numbers";
import { Button } from "../../ui/Button";
import { Chip } from "../../ui/Chip";
import { Menu, type MenuItem } from "../../ui/Menu";
import { sizes } from "../../ui/tokens";
import { ExplanationPopover } from "../objectives/ExplanationPopover";
import type { Decision } from "./DecisionDialog";
import styles from "./MoalCard.module.css";
import { MoalCoverage } from "./MoalCoverage";
import { useDecide } from "./useDecide";
import { type MoalState, useMoalStates } from "./words";
import type { CycleOfYear } from "./years";
import "./texts";

const DecisionDialog = lazy(() =>
  import("./DecisionDialog").then((module) => ({ default: module.DecisionDialog })),
);

type Props = {
  moal: MoalCard_moal$key;
  cycles: readonly CycleOfYear[];
  cycleId: string | null;
  /** The direction under which the card stands; the others that it serves are named on it. */
  underId?: string;
};

/** What each decision can be taken back to here; a dropped Moal is proposed again. */
const back: Partial<Record<MoalState, MoalState>> = {
  AGREED: "PROPOSED",
  ACHIEVED: "AGREED",
  DROPPED: "PROPOSED",
};

/** One Moal: what is wanted and why, whose it is and who proposed it, what serves it, and what may be done. */
export function MoalCard({ moal, cycles, cycleId, underId }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const states = useMoalStates();
  const { agree, reopen } = useDecide();
  const [decision, setDecision] = useState<Decision | null>(null);
  const data = useFragment(
    graphql`
      fragment MoalCard_moal on Moal {
        id
        title
        why
        state
        stateReason
        version
        unit {
          name
        }
        proposedBy {
          name
          kind
        }
        directions {
          id
          title
          versions {
            id
          }
        }
        support
        supportExplained {
          ...ExplanationPopover_explanation
        }
        viewerRights
        viewerRightsOfProposer
        ...MoalCoverage_moal
        ...DecisionDialog_moal
      }
    `,
    moal,
  );
  const { id, title, version, unit, proposedBy } = data;
  const state = data.state as MoalState;
  const steers = data.viewerRights.includes("STEER");
  const isProposer = data.viewerRightsOfProposer.includes("PROPOSE_MOALS");
  const hasSay = steers || (isProposer && state === "PROPOSED");
  const isOpen = state === "PROPOSED" || state === "AGREED";
  // A past day shows another version of the same direction.
  const others = data.directions.filter(
    ({ id, versions }) => id !== underId && !versions.some((version) => version.id === underId),
  );
  const to = back[state];
  const mayReopen = to !== undefined && (steers || (state === "DROPPED" && isProposer));
  const shown = cycles.find((cycle) => cycle.id === cycleId);
  const mayAsk =
    state === "AGREED" &&
    shown !== undefined &&
    shown.state !== "CLOSED" &&
    data.viewerRights.includes("CONSENT");
  const items: MenuItem[] = [];
  const here = (search: object) => (before: object) => ({ ...before, ...search });
  if (state === "AGREED" && steers)
    items.push({ id: "achieve", label: t`It is achieved`, onChoose: () => setDecision("achieve") });
  if (isOpen && hasSay) items.push({ id: "drop", label: t`Drop it`, onChoose: () => setDecision("drop") });
  if (mayReopen)
    items.push({
      id: "reopen",
      label: state === "DROPPED" ? t`Propose it again` : t`Take the decision back`,
      onChoose: () => void reopen(id, version, to),
    });
  return (
    <li id={id} tabIndex={-1} className={styles.moal} aria-labelledby={`${id}-title`}>
      <div className={styles.head}>
        <p className={styles.about}>
          {unit.name}
          {" · "}
          {proposedBy.name === unit.name ? (
            <Trans>proposed by itself</Trans>
          ) : (
            <Trans>proposed by {proposedBy.name}</Trans>
          )}
        </p>
        {state !== "AGREED" && <Chip>{states[state]}</Chip>}
      </div>
      <h4 id={`${id}-title`} className={styles.title}>
        {title}
      </h4>
      {data.why && <p className={styles.why}>{data.why}</p>}
      {data.stateReason && (
        <p className={styles.reason}>
          {state === "DROPPED" ? (
            <Trans>Dropped, because: {data.stateReason}</Trans>
          ) : state === "ACHIEVED" ? (
            <Trans>Achieved: {data.stateReason}</Trans>
          ) : (
            data.stateReason
          )}
        </p>
      )}
      {underId !== undefined && others.length > 0 && (
        <p className={styles.about}>
          <Trans>Also serves {others.map((direction) => direction.title).join(", ")}</Trans>
        </p>
      )}
      {typeof data.support === "number" && (
        <p className={styles.about}>
          <ExplanationPopover
            title={t`Support from below for “${title}”`}
            about={t`The weighted mean of those who agreed to contribute. A Moal has no result of its own.`}
            explanation={data.supportExplained}
          >
            <Trans>
              Support from below <b>{formatShare(data.support, locale)}</b>
            </Trans>
          </ExplanationPopover>
        </p>
      )}
      {state !== "DROPPED" && <MoalCoverage moal={data} cycles={cycles} cycleId={cycleId} />}
      <div className={styles.deeds}>
        {state === "PROPOSED" && steers && (
          <Button
            size="small"
            variant="primary"
            aria-label={t`Agree: ${title}`}
            onClick={() => void agree(id, version)}
          >
            <Trans>Agree</Trans>
          </Button>
        )}
        {isOpen && hasSay && (
          <Link to="." search={here({ revise: id })} resetScroll={false} className={styles.deed}>
            <Trans>Revise</Trans>
            <span className="visually-hidden">
              {" "}
              <Trans>“{title}”</Trans>
            </span>
          </Link>
        )}
        {mayAsk && (
          <Link
            to="."
            search={here({ askFor: id, askIn: cycleId })}
            resetScroll={false}
            className={styles.deed}
          >
            <Trans>Ask for a contribution</Trans>
            <span className="visually-hidden">
              {" "}
              <Trans>“{title}”</Trans>
            </span>
          </Link>
        )}
        <Link to="." search={here({ story: id })} resetScroll={false} className={styles.deed}>
          <Trans>How it came about</Trans>
          <span className="visually-hidden">
            {" "}
            <Trans>“{title}”</Trans>
          </span>
        </Link>
        {items.length > 0 && (
          <Menu
            label={t`More for “${title}”`}
            align="start"
            className={styles.more}
            shown={<MoreHorizontal size={sizes.icon} aria-hidden="true" />}
            groups={[{ id: "deeds", items }]}
          />
        )}
      </div>
      {decision && (
        <Suspense>
          <DecisionDialog moal={data} decision={decision} onClose={() => setDecision(null)} />
        </Suspense>
      )}
    </li>
  );
}
