import { Trans } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { SheetKeyResult_keyResult$key } from "../../__generated__/SheetKeyResult_keyResult.graphql";
import { useLocale } from "../../lib/locale";
import { formatMeasured } from "../../lib/measures";
import { useWay } from "../key_results/useWay";
import styles from "./SetSheet.module.css";
import "./texts";

type Props = { keyResult: SheetKeyResult_keyResult$key };

/** A key result on paper: one line, from what to what, and what it has come to. */
export function SheetKeyResult({ keyResult }: Props) {
  const locale = useLocale();
  const data = useFragment(
    graphql`
      fragment SheetKeyResult_keyResult on KeyResult {
        title
        measure
        currentValue
        caretaker {
          name
        }
        ...useWay_keyResult
      }
    `,
    keyResult,
  );
  const way = useWay(data);
  const now =
    typeof data.currentValue === "number" ? formatMeasured(data.currentValue, data.measure, locale) : null;
  return (
    <li className={styles.proof}>
      <span>
        {data.title}
        {data.caretaker && <span className={styles.quiet}> ({data.caretaker.name})</span>}
      </span>
      <span className={styles.way}>{way}</span>
      <span className={styles.now}>{now !== null && <Trans>now {now}</Trans>}</span>
    </li>
  );
}
