import "./texts";
import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { buttonClass } from "../../ui/Button";
import { Empty } from "../../ui/Empty";
import type { Tab } from "./addresses";

/** What belongs into a list that is empty. */
export function EmptyList({ tab, isFiltered }: { tab: Tab; isFiltered: boolean }) {
  if (isFiltered)
    return (
      <Empty
        action={
          <Link
            to="/alignment"
            search={(before) => ({ unit: before.unit, cycle: before.cycle, tab: before.tab })}
            resetScroll={false}
            className={buttonClass()}
          >
            <Trans>Show all</Trans>
          </Link>
        }
      >
        <Trans>Nothing fits what you chose.</Trans>
      </Empty>
    );
  switch (tab) {
    case "open":
      return (
        <Empty
          action={
            <Link to="/planning" className={buttonClass()}>
              <Trans>To the planning</Trans>
            </Link>
          }
        >
          <Trans>
            No open overlaps. Where two units pursue the same, pull against each other or hand over to one
            another, it shows here by itself, a few seconds after it was written.
          </Trans>
        </Empty>
      );
    case "in-case":
      return (
        <Empty>
          <Trans>
            Nothing is being talked about. What needs two units to agree gets a case: open one from the list
            of what is open.
          </Trans>
        </Empty>
      );
    case "agreed":
      return (
        <Empty>
          <Trans>Nothing is agreed yet. What units sign in a case stands here, with what they agreed.</Trans>
        </Empty>
      );
    case "dismissed":
      return (
        <Empty>
          <Trans>
            Nothing is dismissed. What units say is no overlap stands here with their reason, and comes back
            if one of the texts changes.
          </Trans>
        </Empty>
      );
  }
}
