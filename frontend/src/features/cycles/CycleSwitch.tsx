import { useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { ChevronDown } from "lucide-react";
import { graphql, useFragment } from "react-relay/hooks";
import type { CycleSwitch_query$key } from "../../__generated__/CycleSwitch_query.graphql";
import { formatDay } from "../../lib/days";
import { useLocale } from "../../lib/locale";
import { Menu } from "../../ui/Menu";
import { sizes } from "../../ui/tokens";
import styles from "./CycleSwitch.module.css";

type Props = { query: CycleSwitch_query$key; cycleId: string };

/** The cycle one looks at, and the way to another. */
export function CycleSwitch({ query, cycleId }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const navigate = useNavigate();
  const { cycles } = useFragment(
    graphql`
      fragment CycleSwitch_query on Query {
        cycles(first: 40) {
          nodes {
            id
            name
            startsOn
            endsOn
          }
        }
      }
    `,
    query,
  );
  const current = cycles.nodes.find((cycle) => cycle.id === cycleId);
  const now = new Date();
  const newestFirst = cycles.nodes.toSorted((a, b) => b.startsOn.localeCompare(a.startsOn));
  return (
    <Menu
      label={t`Cycle: ${current?.name ?? "–"}`}
      className={styles.button}
      align="start"
      shown={
        <>
          {current?.name ?? "–"}
          <ChevronDown size={sizes.icon} aria-hidden="true" />
        </>
      }
      groups={[
        {
          id: "cycles",
          items: newestFirst.map((cycle) => ({
            id: cycle.id,
            label: cycle.name,
            about: `${formatDay(cycle.startsOn, locale, now)} – ${formatDay(cycle.endsOn, locale, now)}`,
            isChosen: cycle.id === cycleId,
            onChoose: () =>
              void navigate({
                to: ".",
                // What is open belongs to the cycle that one leaves.
                search: (before) => ({
                  ...before,
                  cycle: cycle.id,
                  objective: undefined,
                  checkIn: undefined,
                  propose: undefined,
                  of: undefined,
                  open: undefined,
                  finding: undefined,
                }),
                resetScroll: false,
              }),
          })),
        },
      ]}
    />
  );
}
