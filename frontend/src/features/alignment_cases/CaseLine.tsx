import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { graphql, useFragment } from "react-relay/hooks";
import type { CaseLine_case$key } from "../../__generated__/CaseLine_case.graphql";
import { formatDay } from "../../lib/days";
import { useLocale } from "../../lib/locale";
import styles from "./CaseLine.module.css";
import { CaseStanding } from "./CaseStanding";
import { useAboutLine } from "./useAboutLine";
import "./texts";

/** One case in a list: the question, what it is about, who takes part, whose turn it is. */
export function CaseLine({ alignmentCase }: { alignmentCase: CaseLine_case$key }) {
  const { t } = useLingui();
  const locale = useLocale();
  const data = useFragment(
    graphql`
      fragment CaseLine_case on AlignmentCase {
        id
        title
        lookAgainOn
        undoes {
          id
        }
        participants {
          unit {
            id
            name
          }
        }
        ...CaseStanding_case
        ...useAboutLine_case
      }
    `,
    alignmentCase,
  );
  const about = useAboutLine(data);
  const units = new Intl.ListFormat(locale).format(data.participants.map(({ unit }) => unit.name));
  const day = data.lookAgainOn && formatDay(data.lookAgainOn, locale, new Date());
  return (
    <li className={styles.line}>
      <p className={styles.title}>
        <Link to="/cases/$caseId" params={{ caseId: data.id }}>
          {data.title}
        </Link>
      </p>
      {about !== "" && about !== data.title && <p className={styles.about}>{about}</p>}
      <p className={styles.standing}>
        <span>{units}</span>
        <span>
          <CaseStanding alignmentCase={data} />
        </span>
        {data.undoes && <span>{t`undoes what was agreed before`}</span>}
        {day && <span>{t`look again on ${day}`}</span>}
      </p>
    </li>
  );
}
