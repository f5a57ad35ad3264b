import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type {
  ExplanationPopover_explanation$key,
  LeftOutReason,
} from "../../__generated__/ExplanationPopover_explanation.graphql";
import { useLocale } from "../../lib/locale";
import { formatShare, formatValue } from "../../lib/numbers";
import { Disclosure } from "../../ui/Disclosure";
import styles from "./ExplanationPopover.module.css";

function useReasons(): Record<LeftOutReason, string> {
  const { t } = useLingui();
  return {
    NOT_MEASURED: t`it has no value`,
    LEARNS_ITS_BASELINE: t`its number is only being learned`,
    WITHOUT_MEASURE: t`it doesn't say what would prove it`,
    NOTHING_TO_COUNT: t`it has neither a result nor support`,
  };
}

type Props = {
  title: string;
  about: string;
  explanation: ExplanationPopover_explanation$key | null | undefined;
  /** The figure itself, which opens the explanation. */
  children: ReactNode;
};

/** A figure that says what it is made of, when asked. */
export function ExplanationPopover({ title, about, explanation, children }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const data = useFragment(
    graphql`
      fragment ExplanationPopover_explanation on Explanation {
        value
        coverage
        terms {
          nodeId
          title
          weight
          value
          isCounted
          reason
        }
      }
    `,
    explanation,
  );
  const reasons = useReasons();
  if (!data) return <span>{children}</span>;
  const coverage = new Intl.NumberFormat(locale, { style: "percent" }).format(data.coverage);
  return (
    <Disclosure label={title} shown={children}>
      {() => (
        <>
          <p className={styles.about}>{about}</p>
          <table className={styles.terms}>
            <thead>
              <tr>
                <th scope="col">{t`What`}</th>
                <th scope="col">{t`Weight`}</th>
                <th scope="col">{t`Result`}</th>
              </tr>
            </thead>
            <tbody>
              {data.terms.map((term) => (
                <tr key={term.nodeId} className={term.isCounted ? undefined : styles.out}>
                  <th scope="row">
                    {term.title}
                    {!term.isCounted && (
                      <span className={styles.reason}>
                        <Trans>not counted</Trans>
                        {term.reason && `: ${reasons[term.reason]}`}
                      </span>
                    )}
                  </th>
                  <td>{formatValue(term.weight, locale)}</td>
                  <td>{typeof term.value === "number" ? formatShare(term.value, locale) : "–"}</td>
                </tr>
              ))}
            </tbody>
            {typeof data.value === "number" && (
              <tfoot>
                <tr>
                  <th scope="row">{t`Together`}</th>
                  <td />
                  <td>{formatShare(data.value, locale)}</td>
                </tr>
              </tfoot>
            )}
          </table>
          <p className={styles.about}>
            <Trans>Coverage {coverage}: so much of the weight has a value.</Trans>
          </p>
        </>
      )}
    </Disclosure>
  );
}
