import { Trans } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { DependencyLine_dependency$key } from "../../__generated__/DependencyLine_dependency.graphql";
import { formatDay } from "../../lib/days";
import { useLocale } from "../../lib/locale";
import styles from "./DependencyLine.module.css";

/** Whom something waits for, and until when. */
export function DependencyLine({ dependency }: { dependency: DependencyLine_dependency$key }) {
  const locale = useLocale();
  const data = useFragment(
    graphql`
      fragment DependencyLine_dependency on Dependency {
        what
        neededBy
        isLate
        providerUnit {
          name
        }
      }
    `,
    dependency,
  );
  const unit = data.providerUnit.name;
  const day = formatDay(data.neededBy, locale, new Date());
  return (
    <span className={styles.line} title={data.what}>
      <svg viewBox="0 0 14 10" className={styles.sign} aria-hidden="true">
        <path d="M1 6c1.500-3 3-3 4.500-1s3 2 5 0M9 2.500 12 5 9 7.500" />
      </svg>
      {data.isLate ? (
        <Trans>
          waits for {unit}, late since {day}
        </Trans>
      ) : (
        <Trans>
          waits for {unit}, {day}
        </Trans>
      )}
    </span>
  );
}
