import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { X } from "lucide-react";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { BetweenUnitsQuery } from "../../__generated__/BetweenUnitsQuery.graphql";
import { Button } from "../../ui/Button";
import { sizes } from "../../ui/tokens";
import styles from "./OverlapFilters.module.css";

type Props = {
  row: string;
  column: string;
  /** The unit whose alignment is shown; it cannot be opened further than it is. */
  here: string;
  onClear: () => void;
};

/** Between which two units the list is, and the way back to all. */
export function BetweenUnits({ row, column, here, onClear }: Props) {
  const { t } = useLingui();
  const { nodes } = useLazyLoadQuery<BetweenUnitsQuery>(
    graphql`
      query BetweenUnitsQuery($ids: [ID!]!) {
        nodes(ids: $ids) {
          ... on Unit {
            id
            name
            children {
              id
            }
          }
        }
      }
    `,
    { ids: [row, column] },
    { fetchPolicy: "store-or-network" },
  );
  const nameOf = (id: string) => nodes.find((node) => node?.id === id)?.name ?? "–";
  const [first, second] = [nameOf(row), nameOf(column)];
  const hasUnitsBelow = (id: string) => (nodes.find((node) => node?.id === id)?.children?.length ?? 0) > 0;
  const isOpenable = row !== here && column !== here && hasUnitsBelow(row) && hasUnitsBelow(column);
  return (
    <span className={styles.between}>
      {row === column ? (
        <Trans>Only within {first}</Trans>
      ) : (
        <Trans>
          Only {first} – {second}
        </Trans>
      )}
      {isOpenable && (
        <Link
          to="/alignment"
          search={(before) => ({
            unit: row,
            across: row === column ? undefined : column,
            cycle: before.cycle,
            as: before.as,
          })}
          className={styles.open}
        >
          <Trans>Open team by team</Trans>
        </Link>
      )}
      <Button size="small" variant="plain" aria-label={t`Between all units`} onClick={onClear}>
        <X size={sizes.icon} aria-hidden="true" />
      </Button>
    </span>
  );
}
