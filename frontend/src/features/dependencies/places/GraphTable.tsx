import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import { formatDay } from "../../../lib/days";
import { useLocale } from "../../../lib/locale";
import { formatCount } from "../../../lib/numbers";
import { StateMark } from "../../../ui/StateMark";
import type { Graph } from "./graph";
import { KindMark } from "./KindMark";
import { OpenLink } from "./OpenLink";
import styles from "./Twin.module.css";
import { useStanding } from "./words";

/** What the graph draws, for those who would rather read it. */
export function GraphTable({ graph }: { graph: Graph }) {
  const { t } = useLingui();
  const locale = useLocale();
  const standing = useStanding();
  const titles = new Map(graph.nodes.map((node) => [node.id, node]));
  const name = (id: string) => {
    const node = titles.get(id);
    return node?.kind === "objective" ? `${node.unitName}: ${node.title}` : (node?.title ?? "");
  };
  return (
    <details className={styles.twin}>
      <summary className={styles.summary}>
        <Trans>As a table</Trans>
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section className={styles.scroll} aria-label={t`The graph as a table`} tabIndex={0}>
        <table className={styles.table} aria-label={t`Who waits for whom`}>
          <thead>
            <tr>
              <th scope="col">
                <Trans>Who delivers</Trans>
              </th>
              <th scope="col">
                <Trans>Who waits</Trans>
              </th>
              <th scope="col">
                <Trans>What</Trans>
              </th>
              <th scope="col">
                <Trans>By when</Trans>
              </th>
              <th scope="col">
                <Trans>Without it</Trans>
              </th>
              <th scope="col">
                <Trans>State</Trans>
              </th>
              <th scope="col">
                <Trans>Critical chain</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {graph.edges.flatMap((edge) =>
              edge.dependencies.map((dependency) => {
                const { shape, word } = standing(dependency);
                return (
                  <tr key={dependency.id}>
                    <td>{name(edge.from)}</td>
                    <td>{name(edge.to)}</td>
                    <th scope="row">
                      <OpenLink dependency={dependency}>{dependency.what}</OpenLink>
                    </th>
                    <td className={styles.whole}>{formatDay(dependency.neededBy, locale, new Date())}</td>
                    <td className={styles.whole}>
                      <KindMark kind={dependency.kind} />
                    </td>
                    <td className={styles.whole}>
                      <StateMark state={shape} word={word} />
                    </td>
                    <td>{edge.step !== null && t`step ${formatCount(edge.step, locale)}`}</td>
                  </tr>
                );
              }),
            )}
          </tbody>
        </table>
      </section>
    </details>
  );
}
