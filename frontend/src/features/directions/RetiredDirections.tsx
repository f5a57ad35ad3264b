import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { graphql, useFragment } from "react-relay/hooks";
import type { RetiredDirections_query$key } from "../../__generated__/RetiredDirections_query.graphql";
import { formatLongDay } from "../../lib/days";
import { useLocale } from "../../lib/locale";
import { Button } from "../../ui/Button";
import { Section } from "../../ui/Section";
import styles from "./RetiredDirections.module.css";
import { useRestore } from "./useRestore";
import { type Kind, useKindWords } from "./words";
import "./texts";

type Props = { query: RetiredDirections_query$key; steers: boolean };

/** What no longer holds, and why; it can hold again. */
export function RetiredDirections({ query, steers }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const words = useKindWords();
  const restore = useRestore();
  const { retiredDirections } = useFragment(
    graphql`
      fragment RetiredDirections_query on Query {
        retiredDirections {
          id
          kind
          title
          version
          validTo
          endReason
        }
      }
    `,
    query,
  );
  if (retiredDirections.length === 0) return null;
  return (
    <Section title={<Trans>No longer in force</Trans>}>
      <ul className={styles.retired}>
        {retiredDirections.map((direction) => (
          <li key={direction.id} className={styles.line}>
            <div>
              <p className={styles.about}>
                {words[direction.kind as Kind].name}
                {direction.validTo && (
                  <>
                    {" · "}
                    <Trans>until {formatLongDay(direction.validTo, locale)}</Trans>
                  </>
                )}
              </p>
              <Link
                to="."
                search={(before: object) => ({ ...before, versions: direction.id })}
                resetScroll={false}
                className={styles.title}
              >
                {direction.title}
              </Link>
              {direction.endReason && <p>{direction.endReason}</p>}
            </div>
            {steers && (
              <Button
                size="small"
                aria-label={t`Let “${direction.title}” hold again`}
                onClick={() => void restore(direction.id, direction.version)}
              >
                <Trans>Let it hold again</Trans>
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
