import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { UnitHistory_unit$key } from "../../../__generated__/UnitHistory_unit.graphql";
import { formatLongDay, localDay } from "../../../lib/days";
import { useLocale } from "../../../lib/locale";
import { CallOff } from "./CallOff";
import styles from "./UnitHistory.module.css";
import "./texts";

type Props = { unit: UnitHistory_unit$key; mayCallOff: boolean };

/** What a unit was called and where it stood, what it is, and what is planned for it. */
export function UnitHistory({ unit, mayCallOff }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const { id, version, validTo, history } = useFragment(
    graphql`
      fragment UnitHistory_unit on Unit {
        id
        version
        validTo
        history {
          name
          validFrom
          validTo
          reason
          endReason
          parent {
            name
          }
        }
      }
    `,
    unit,
  );
  const today = localDay(new Date());
  const day = (value: string) => formatLongDay(value, locale);
  return (
    <>
      <h3 className={styles.title}>
        <Trans>History</Trans>
      </h3>
      <ol className={styles.list}>
        {history.map((each, index) => {
          const isPlanned = each.validFrom > today;
          const isLast = index === 0;
          const endsOn = isLast && validTo ? validTo : null;
          const hasNeverBeen = each.validTo === each.validFrom;
          const { name } = each;
          const parent = each.parent?.name;
          const from = day(each.validFrom);
          const until = each.validTo ? day(each.validTo) : null;
          return (
            <li key={each.validFrom} className={styles.line}>
              <span className={styles.withDeed}>
                <span>{parent ? t`${name}, below ${parent}` : name}</span>
                {isPlanned && !hasNeverBeen && mayCallOff && (
                  <CallOff unitId={id} version={version} on={each.validFrom} name={name} />
                )}
              </span>
              <span className={styles.days}>
                {hasNeverBeen ? (
                  <Trans>planned for {from}, and called off</Trans>
                ) : isPlanned ? (
                  until ? (
                    <Trans>
                      planned from {from}, until {until}
                    </Trans>
                  ) : (
                    <Trans>planned from {from}</Trans>
                  )
                ) : until ? (
                  <Trans>
                    {from}, until {until}
                  </Trans>
                ) : (
                  <Trans>since {from}</Trans>
                )}
              </span>
              {each.reason && <span className={styles.reason}>{each.reason}</span>}
              {endsOn && !hasNeverBeen && (
                <span className={styles.withDeed}>
                  <span className={styles.reason}>
                    {endsOn > today ? <Trans>Ends on {until}.</Trans> : <Trans>Ended on {until}.</Trans>}{" "}
                    {each.endReason}
                  </span>
                  {endsOn >= today && mayCallOff && (
                    <CallOff unitId={id} version={version} on={endsOn} name={name} isEnd />
                  )}
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </>
  );
}
