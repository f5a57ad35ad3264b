import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import { X } from "lucide-react";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { BetweenUnitsQuery } from "../../__generated__/BetweenUnitsQuery.graphql";
import { Button } from "../../ui/Button";
import { sizes } from "../../ui/tokens";
import styles from "./OverlapFilters.module.css";

type Props = { row: string; column: string; onClear: () => void };

/** Between which two units the list is, and the way back to all. */
export function BetweenUnits({ row, column, onClear }: Props) {
  const { t } = useLingui();
  const { nodes } = useLazyLoadQuery<BetweenUnitsQuery>(
    graphql`
      query BetweenUnitsQuery($ids: [ID!]!) {
        nodes(ids: $ids) {
          ... on Unit {
            id
            name
          }
        }
      }
    `,
    { ids: [row, column] },
    { fetchPolicy: "store-or-network" },
  );
  const nameOf = (id: string) => nodes.find((node) => node?.id === id)?.name ?? "–";
  const [first, second] = [nameOf(row), nameOf(column)];
  return (
    <span className={styles.between}>
      {row === column ? (
        <Trans>Only within {first}</Trans>
      ) : (
        <Trans>
          Only {first} – {second}
        </Trans>
      )}
      <Button size="small" variant="plain" aria-label={t`Between all units`} onClick={onClear}>
        <X size={sizes.icon} aria-hidden="true" />
      </Button>
    </span>
  );
}
