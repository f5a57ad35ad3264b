import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { LikenessPopover_finding$key } from "../../__generated__/LikenessPopover_finding.graphql";
import { useLocale } from "../../lib/locale";
import { formatShare } from "../../lib/numbers";
import { Disclosure } from "../../ui/Disclosure";
import styles from "./LikenessPopover.module.css";

function usePartWords(): Record<string, string> {
  const { t } = useLingui();
  return {
    WHOLE: t`Meaning of the whole`,
    UNITS: t`Meaning of the sentences that fit best`,
    WORDS: t`Words in common, rare ones count more`,
    LETTERS: t`Spelling`,
  };
}

/** How alike two texts are, and what that is made of, when asked. */
export function LikenessPopover({ finding }: { finding: LikenessPopover_finding$key }) {
  const { t } = useLingui();
  const locale = useLocale();
  const words = usePartWords();
  const { score, evidence, isCrossLanguage } = useFragment(
    graphql`
      fragment LikenessPopover_finding on OverlapFinding {
        score
        isCrossLanguage
        evidence {
          parts {
            name
            value
            weight
          }
        }
      }
    `,
    finding,
  );
  const likeness = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(score);
  const percent = new Intl.NumberFormat(locale, { style: "percent" });
  return (
    <Disclosure
      label={t`How alike the texts are`}
      className={styles.figure}
      shown={<Trans>text likeness {likeness}</Trans>}
    >
      {() => (
        <>
          <p className={styles.about}>
            {isCrossLanguage ? (
              <Trans>
                {likeness} steps above what two texts of these languages usually have. A step is how far pairs
                usually lie apart; from about 5 on, most are about the same.
              </Trans>
            ) : (
              <Trans>
                {likeness} steps above what two texts usually have. A step is how far pairs usually lie apart;
                from about 5 on, most are about the same.
              </Trans>
            )}
          </p>
          <table className={styles.parts}>
            <thead>
              <tr>
                <th scope="col">{t`What was compared`}</th>
                <th scope="col">{t`Counts`}</th>
                <th scope="col">{t`Likeness`}</th>
              </tr>
            </thead>
            <tbody>
              {evidence.parts.map(({ name, value, weight }) => (
                <tr key={name}>
                  <th scope="row">{words[name] ?? name}</th>
                  <td>{percent.format(weight)}</td>
                  <td>{formatShare(value, locale)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className={styles.about}>
            <Trans>Likeness of texts says that two may be about the same, not that they are.</Trans>
          </p>
        </>
      )}
    </Disclosure>
  );
}
