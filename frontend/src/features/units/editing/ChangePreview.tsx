import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type {
  ChangePreviewQuery,
  UnitChangeInput,
  UnitEffectKind,
} from "../../../__generated__/ChangePreviewQuery.graphql";
import { formatLongDay } from "../../../lib/days";
import { useLocale } from "../../../lib/locale";
import { ProblemList } from "../../problems/ProblemList";
import styles from "./ChangePreview.module.css";
import "./texts";

/** What a change would do, before anybody does it; or why it would be refused. */
export function ChangePreview({ input }: { input: UnitChangeInput }) {
  const say = useEffectWords();
  const { unitChangePreview } = useLazyLoadQuery<ChangePreviewQuery>(
    graphql`
      query ChangePreviewQuery($input: UnitChangeInput!) {
        unitChangePreview(input: $input) {
          problems {
            code
            field
            message
            remedy
            details
          }
          effects {
            kind
            count
            examples {
              nodeId
              title
              about
            }
          }
        }
      }
    `,
    { input },
    { fetchPolicy: "network-only" },
  );
  const { problems, effects } = unitChangePreview;
  if (problems.length > 0) return <ProblemList problems={problems} />;
  return (
    <>
      {effects.length === 0 && (
        <p className={styles.quiet}>
          <Trans>Nothing else changes by it.</Trans>
        </p>
      )}
      <ul className={styles.effects}>
        {effects.map(({ kind, count, examples }) => (
          <li key={kind} className={styles.effect}>
            <p>{say(kind, count)}</p>
            <Examples kind={kind} count={count} examples={examples} />
          </li>
        ))}
      </ul>
    </>
  );
}

type Example = { readonly nodeId: string; readonly title: string; readonly about: string };

function Examples({
  kind,
  count,
  examples,
}: {
  kind: UnitEffectKind;
  count: number;
  examples: readonly Example[];
}) {
  const { t } = useLingui();
  const locale = useLocale();
  const rest = count - examples.length;
  if (examples.length === 0) return null;
  const roles: Record<string, string> = {
    MEMBER: t`Member`,
    LEAD: t`Lead`,
    OKR_MASTER: t`OKR master`,
    VIEWER: t`Viewer`,
  };
  const said = (about: string) => {
    if (kind === "PLANNED_LATER" || kind === "PLANS_DROPPED") return formatLongDay(about, locale);
    return kind === "ROLES_END" ? (roles[about] ?? about) : about;
  };
  return (
    <ul className={styles.examples}>
      {examples.map(({ nodeId, title, about }) => (
        <li key={`${nodeId} ${about}`}>
          {title}
          {about && <span className={styles.about}> · {said(about)}</span>}
        </li>
      ))}
      {rest > 0 && (
        <li className={styles.about}>
          <Trans>and {rest} more</Trans>
        </li>
      )}
    </ul>
  );
}

function useEffectWords(): (kind: UnitEffectKind, count: number) => string {
  const { t } = useLingui();
  return (kind, count) => {
    switch (kind) {
      case "UNITS_ALONG":
        return plural(count, { one: "# unit below moves along.", other: "# units below move along." });
      case "OKR_SETS_ALONG":
        return plural(count, {
          one: "# OKR set of a cycle underway moves along; nothing in it changes.",
          other: "# OKR sets of cycles underway move along; nothing in them changes.",
        });
      case "CLOSED_SETS_STAY":
        return plural(count, {
          one: "# OKR set of a closed cycle stays under the name and place of its time.",
          other: "# OKR sets of closed cycles stay under the names and places of their time.",
        });
      case "CONTRIBUTIONS_ACROSS":
        return plural(count, {
          one: "# contribution will lead from one division to another.",
          other: "# contributions will lead from one division to another.",
        });
      case "CONTRIBUTIONS_TOGETHER":
        return plural(count, {
          one: "# contribution between divisions will stay within one.",
          other: "# contributions between divisions will stay within one.",
        });
      case "CONTRIBUTIONS_TURNED":
        return plural(count, {
          one: "# contribution will no longer lead as before: upward becomes sideways, or the other way round.",
          other:
            "# contributions will no longer lead as before: upward becomes sideways, or the other way round.",
        });
      case "DEPENDENCIES_ACROSS":
        return plural(count, {
          one: "# dependency will lead from one division to another.",
          other: "# dependencies will lead from one division to another.",
        });
      case "READERS_GAINED":
        return t`From then on these read its drafts, and answer for the units below them:`;
      case "READERS_LOST":
        return t`These no longer read its drafts, and no longer answer for it:`;
      case "OBJECTIVES_LEFT":
        return plural(count, {
          one: "# objective of a cycle underway stays behind. The units above can still check it in and review it.",
          other:
            "# objectives of cycles underway stay behind. The units above can still check them in and review them.",
        });
      case "ANSWERS_MISSING":
        return plural(count, {
          one: "# answer is still awaited from the unit; afterwards nobody can give it.",
          other: "# answers are still awaited from the unit; afterwards nobody can give them.",
        });
      case "DEPENDENCIES_LEFT":
        return plural(count, {
          one: "# dependency has the unit at one of its ends.",
          other: "# dependencies have the unit at one of their ends.",
        });
      case "MOALS_LEFT":
        return plural(count, {
          one: "# Moal of the unit is underway.",
          other: "# Moals of the unit are underway.",
        });
      case "ROLES_END":
        return plural(count, { one: "# role ends with the unit.", other: "# roles end with the unit." });
      case "PLANNED_LATER":
        return plural(count, {
          one: "# change for a later day stays planned.",
          other: "# changes for later days stay planned.",
        });
      case "PLANS_DROPPED":
        return plural(count, {
          one: "# change planned for a later day falls away.",
          other: "# changes planned for later days fall away.",
        });
      case "LEVEL_NOT_IN_USE":
        return t`Units of this level have no OKRs of their own, by the settings.`;
      default:
        return t`Something else changes by it.`;
    }
  };
}
