import "./texts";
import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { graphql, useFragment } from "react-relay/hooks";
import type { OverlapCard_side$key } from "../../__generated__/OverlapCard_side.graphql";
import { useLocale } from "../../lib/locale";
import { useWay } from "../key_results/useWay";
import { MarkedTitle } from "./MarkedTitle";
import markStyles from "./MarkedTitle.module.css";
import styles from "./OverlapCard.module.css";

type Props = {
  side: OverlapCard_side$key;
  /** Which metric both sides have, if that is what they have in common. */
  sharedMetricId: string | null;
};

/** The language's name, in the reader's own; null where that is the language, or nobody knows it. */
function useOtherLanguage(language: string): string | null {
  const locale = useLocale();
  // Readers call both ways of writing Norwegian by its name.
  const base = (tag: string) => tag.split("-")[0]?.replace(/^n[bn]$/, "no") ?? "";
  if (language === "" || language === "und" || base(language) === base(locale)) return null;
  try {
    return new Intl.DisplayNames(locale, { type: "language", fallback: "none" }).of(base(language)) ?? null;
  } catch {
    return null;
  }
}

/** One unit's side: the objective, and the key result where the evidence lies, with what they have in common marked. */
export function OverlapCard({ side, sharedMetricId }: Props) {
  const { t } = useLingui();
  const data = useFragment(
    graphql`
      fragment OverlapCard_side on OverlapSide {
        language
        unit {
          name
        }
        objective {
          id
          title
          position
        }
        keyResult {
          id
          title
          position
          metric {
            id
          }
          ...useWay_keyResult
        }
        marks {
          nodeId
          start
          end
        }
      }
    `,
    side,
  );
  const { objective, keyResult, marks, unit } = data;
  const language = useOtherLanguage(data.language);
  const marksOf = (id: string) => marks.filter((mark) => mark.nodeId === id);
  const objectiveNumber = objective.position + 1;
  const keyResultNumber = (keyResult?.position ?? 0) + 1;
  const isMetricShared = sharedMetricId !== null && keyResult?.metric?.id === sharedMetricId;
  return (
    <div className={styles.card}>
      <p className={styles.about}>
        {unit.name} · {t({ message: `O${objectiveNumber}`, context: "place of an objective" })}
        {keyResult && <> · {t({ message: `KR${keyResultNumber}`, context: "place of a key result" })}</>}
        {language && <> · {language}</>}
      </p>
      <Link
        to="/objectives/$objectiveId"
        params={{ objectiveId: objective.id }}
        hash={keyResult?.id}
        className={styles.title}
        lang={data.language || undefined}
      >
        <MarkedTitle title={objective.title} marks={marksOf(objective.id)} />
      </Link>
      {keyResult && (
        <p className={styles.keyResult}>
          <span lang={data.language || undefined}>
            <MarkedTitle title={keyResult.title} marks={marksOf(keyResult.id)} />
          </span>{" "}
          <Way keyResult={keyResult} isMarked={isMetricShared} />
        </p>
      )}
    </div>
  );
}

function Way({ keyResult, isMarked }: { keyResult: Parameters<typeof useWay>[0]; isMarked: boolean }) {
  const way = useWay(keyResult);
  if (!isMarked) return <span className={styles.way}>{way}</span>;
  return <mark className={`${markStyles.mark} ${styles.way}`}>{way}</mark>;
}
