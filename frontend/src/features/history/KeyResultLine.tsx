import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { graphql, useFragment } from "react-relay/hooks";
import type { KeyResultLine_keyResult$key } from "../../__generated__/KeyResultLine_keyResult.graphql";
import type { KeyResultLine_stop$key } from "../../__generated__/KeyResultLine_stop.graphql";
import { useLocale } from "../../lib/locale";
import { formatMeasured } from "../../lib/measures";
import { formatShare } from "../../lib/numbers";
import { StateMark } from "../../ui/StateMark";
import { shapeOf, useStateWords } from "../key_results/states";
import { useWay } from "../key_results/useWay";
import styles from "./Line.module.css";
import "./texts";

/** What a unit reached by this key result, or by its metric, in every cycle; the oldest first. */
export function KeyResultLine({ keyResult }: { keyResult: KeyResultLine_keyResult$key }) {
  const { t } = useLingui();
  const data = useFragment(
    graphql`
      fragment KeyResultLine_keyResult on KeyResult {
        id
        title
        line {
          id
          ...KeyResultLine_stop
        }
      }
    `,
    keyResult,
  );
  if (data.line.length < 2) {
    return (
      <p className={styles.none}>
        <Trans>The unit measures this for the first time in this cycle.</Trans>
      </p>
    );
  }
  const { title } = data;
  return (
    <ol className={styles.line} aria-label={t`“${title}” through the cycles`}>
      {data.line.map((each) => (
        <Stop key={each.id} stop={each} isHere={each.id === data.id} />
      ))}
    </ol>
  );
}

function Stop({ stop, isHere }: { stop: KeyResultLine_stop$key; isHere: boolean }) {
  const locale = useLocale();
  const wordFor = useStateWords();
  const data = useFragment(
    graphql`
      fragment KeyResultLine_stop on KeyResult {
        id
        title
        measure
        currentValue
        progress
        state
        cycle {
          name
        }
        ...useWay_keyResult
      }
    `,
    stop,
  );
  const way = useWay(data);
  const value =
    typeof data.currentValue === "number" ? formatMeasured(data.currentValue, data.measure, locale) : null;
  const share = typeof data.progress === "number" ? formatShare(data.progress, locale) : null;
  return (
    <li className={styles.stop} data-here={isHere || undefined}>
      <p className={styles.cycle}>{data.cycle.name}</p>
      <Link
        to="/key-results/$keyResultId"
        params={{ keyResultId: data.id }}
        aria-current={isHere ? "page" : undefined}
        className={styles.title}
      >
        {data.title}
      </Link>
      <p className={styles.result}>
        {way}
        {value !== null && (
          <>
            {" · "}
            <Trans>
              reached <b>{value}</b>
            </Trans>
          </>
        )}
        {share !== null && (
          <>
            {" · "}
            <Trans>progress {share}</Trans>
          </>
        )}
        {value === null && share === null && (
          <>
            {" "}
            <StateMark state={shapeOf(data.state)} word={wordFor(data.state)} />
          </>
        )}
      </p>
    </li>
  );
}
