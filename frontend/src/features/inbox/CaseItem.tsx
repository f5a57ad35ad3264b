import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { graphql, useFragment } from "react-relay/hooks";
import type { CaseItem_case$key } from "../../__generated__/CaseItem_case.graphql";
import { formatDay } from "../../lib/days";
import { useLocale } from "../../lib/locale";
import { buttonClass } from "../../ui/Button";
import { useAboutLine } from "../alignment_cases/useAboutLine";
import styles from "./InboxPage.module.css";
import { Item } from "./Item";

type Props = {
  alignmentCase: CaseItem_case$key;
  /** Why it stands here: our answer or signature is missing, theirs is, or its day to look again has come. */
  place: "ours" | "awaited" | "look";
};

/** A case between units, told from ours. */
export function CaseItem({ alignmentCase, place }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const data = useFragment(
    graphql`
      fragment CaseItem_case on AlignmentCase {
        id
        title
        openedAt
        decidedAt
        lookAgainOn
        cycle {
          name
        }
        openedByUnit {
          name
        }
        participants {
          unit {
            id
            name
          }
        }
        proposal {
          said
          at
          unit {
            name
          }
        }
        waitsFor {
          name
        }
        ...useAboutLine_case
      }
    `,
    alignmentCase,
  );
  const line = useAboutLine(data);
  const list = new Intl.ListFormat(locale);
  const units = list.format(data.participants.map(({ unit }) => unit.name));
  const waitsFor = list.format(data.waitsFor.map(({ name }) => name));
  const proposer = data.proposal?.unit.name ?? "";
  const opener = data.openedByUnit.name;
  const day = data.lookAgainOn && formatDay(data.lookAgainOn, locale, new Date());
  const about = () => {
    if (place === "look") return <Trans>To look at again since {day}</Trans>;
    if (place === "awaited") return <Trans>Waits for {waitsFor}</Trans>;
    return data.proposal ? (
      <Trans>{proposer} proposes an agreement; it waits for our signature or answer</Trans>
    ) : (
      <Trans>{opener} opened a case; it waits for a proposal</Trans>
    );
  };
  return (
    <Item
      id={data.id}
      about={about()}
      cycle={data.cycle.name}
      since={(place === "look" ? data.decidedAt : data.proposal?.at) ?? data.openedAt}
      title={
        <Link to="/cases/$caseId" params={{ caseId: data.id }}>
          {data.title}
        </Link>
      }
      other={[units, line === data.title ? "" : line].filter(Boolean).join(" · ")}
      why={data.proposal?.said}
    >
      <div className={styles.more}>
        <Link
          to="/cases/$caseId"
          params={{ caseId: data.id }}
          className={buttonClass({ size: "small", variant: place === "ours" ? "primary" : "quiet" })}
          aria-label={t`To the case: ${data.title}`}
        >
          <Trans>To the case</Trans>
        </Link>
      </div>
    </Item>
  );
}
