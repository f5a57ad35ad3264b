import { Trans } from "@lingui/react/macro";
import { StateMark } from "../../ui/StateMark";
import styles from "./Legend.module.css";
import { legends } from "./looks";
import { useToneWords } from "./useTones";
import type { ColourBy } from "./views";
import "./texts";

/** What the colours and shapes of the map stand for. */
export function Legend({ colourBy }: { colourBy: ColourBy }) {
  const words = useToneWords();
  return (
    <p className={styles.legend}>
      {legends[colourBy].map((tone) => (
        <StateMark key={tone} state={tone} word={words[tone]} />
      ))}
      <span>
        <Trans>Zoom in and tiles become cards. Arrow keys walk, Enter opens.</Trans>
      </span>
    </p>
  );
}
