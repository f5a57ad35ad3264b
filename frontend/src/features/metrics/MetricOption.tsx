import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import "./texts";
import { formatDay } from "../../lib/days";
import { useLocale } from "../../lib/locale";
import { formatMeasured } from "../../lib/measures";
import styles from "./MetricOption.module.css";
import type { FoundMetric } from "./metrics";
import { useDirectionWords } from "./words";

type Props = { metric: FoundMetric; isOwn: boolean };

/** What tells a metric from others of nearly the same name: whose it is, where it stands, who follows it already. */
export function MetricOption({ metric, isOwn }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const words = useDirectionWords();
  const { latest, users } = metric;
  const about = [
    isOwn ? t`ours` : metric.ownerName,
    metric.measure,
    words[metric.goodDirection],
    latest &&
      t`last ${formatMeasured(latest.value, metric.measure, locale)}, ${formatDay(latest.measuredAt, locale, new Date())}`,
  ].filter(Boolean);
  const [first] = users;
  const others = users.length - 1;
  return (
    <>
      <span className={styles.name}>{metric.name}</span>
      <span className={styles.about}>{about.join(" · ")}</span>
      {first && (
        <span className={styles.about}>
          {t`used by ${first.unitName}: “${first.title}”`}
          {others > 0 && ` ${plural(others, { one: "and # other", other: "and # others" })}`}
        </span>
      )}
    </>
  );
}
