import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import { useMemo, useState } from "react";
import { type CycleSpan, localDay } from "../../../lib/days";
import { useLocale } from "../../../lib/locale";
import { formatCount } from "../../../lib/numbers";
import { Button } from "../../../ui/Button";
import { Segmented } from "../../../ui/Segmented";
import { useWidth } from "../../history/useWidth";
import { DrawnTimeline } from "./DrawnTimeline";
import type { Dependency } from "./rows";
import { TimelineTable } from "./TimelineTable";
import styles from "./TimelineView.module.css";
import { byWeek, lanesOf, scaleOf } from "./timeline";
import { useDependencySearch } from "./useDependencySearch";
import { WeekList } from "./WeekList";

/** Of the words beside a mark, and of the names before the lanes, in pixels. */
const wordsWidth = 192;
const namesWidth = 136;
/** So many lanes at first, and more with each press. */
const portion = 24;

type Props = { dependencies: readonly Dependency[]; cycle: CycleSpan };

/** What is needed when: the weeks of the cycle, with a lane for each unit. */
export function TimelineView({ dependencies, cycle }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const { search, change } = useDependencySearch();
  const [box, width] = useWidth<HTMLDivElement>();
  const [shown, setShown] = useState(portion);
  const by = search.lanes ?? "provider";
  const scale = useMemo(() => scaleOf(cycle, dependencies), [cycle, dependencies]);
  const lanes = useMemo(() => {
    const wordsShare = wordsWidth / Math.max(wordsWidth, width - namesWidth);
    return lanesOf(dependencies, scale, { by, wordsShare, locale });
  }, [dependencies, scale, by, width, locale]);
  const today = localDay(new Date());
  // The list and the table say what is drawn, and no more: a company's would have thousands of lines.
  const drawn = lanes.slice(0, shown);
  const weeks = byWeek(
    drawn.flatMap(({ marks }) => marks.map(({ dependency }) => dependency)),
    scale,
  );
  const hidden = Math.max(0, lanes.length - shown);
  return (
    <div ref={box} className={styles.timeline}>
      <div className={styles.tools}>
        <Segmented
          label={t`Lanes`}
          value={by}
          options={[
            { value: "provider", label: t`By who delivers` },
            { value: "consumer", label: t`By who waits` },
          ]}
          onChange={(lanes) => change({ lanes: lanes === "consumer" ? "consumer" : undefined })}
        />
      </div>
      <DrawnTimeline lanes={drawn} scale={scale} by={by} today={today} />
      <WeekList weeks={weeks} />
      {hidden > 0 && (
        <Button size="small" className={styles.more} onClick={() => setShown(shown + portion)}>
          <Trans>Show more ({formatCount(hidden, locale)})</Trans>
        </Button>
      )}
      <TimelineTable weeks={weeks} />
    </div>
  );
}
