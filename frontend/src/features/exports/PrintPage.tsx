import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate, useRouter } from "@tanstack/react-router";
import { Printer } from "lucide-react";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { PrintPageQuery } from "../../__generated__/PrintPageQuery.graphql";
import { useFreshness } from "../../lib/freshness";
import { useHere } from "../../lib/here";
import { Button } from "../../ui/Button";
import { Empty } from "../../ui/Empty";
import { Page } from "../../ui/Page";
import { sizes } from "../../ui/tokens";
import { NoCycle } from "../cycles/NoCycle";
import { CopyLink } from "./CopyLink";
import styles from "./PrintPage.module.css";
import { SetSheet } from "./SetSheet";
import "./texts";

/** A unit's OKRs of a cycle, as they come out of the printer: on one page of A4. */
export function PrintPage() {
  const { unitId, cycleId } = useHere();
  if (cycleId === null) return <NoCycle />;
  return <OfUnit unit={unitId} cycle={cycleId} />;
}

function OfUnit({ unit, cycle }: { unit: string; cycle: string }) {
  const { t } = useLingui();
  const { history } = useRouter();
  const navigate = useNavigate();
  const { okrSet, unit: shown } = useLazyLoadQuery<PrintPageQuery>(
    graphql`
      query PrintPageQuery($unit: ID!, $cycle: ID!) {
        unit(id: $unit) {
          name
        }
        okrSet(unit: $unit, cycle: $cycle) {
          ...SetSheet_okrSet
        }
      }
    `,
    { unit, cycle },
    useFreshness(),
  );
  const name = shown?.name ?? "";
  return (
    <Page
      title={<Trans>On paper</Trans>}
      name={t`${name} on paper`}
      below={<Trans>One page of A4; the type is as large as it can be for all of it to fit.</Trans>}
      actions={
        <>
          <CopyLink />
          <Button
            onClick={() => {
              if (history.canGoBack()) history.back();
              else void navigate({ to: "/planning", search: { unit, cycle } });
            }}
          >
            <Trans>Back</Trans>
          </Button>
          {okrSet && (
            <Button variant="primary" onClick={() => window.print()}>
              <Printer size={sizes.icon} aria-hidden="true" />
              <Trans>Print</Trans>
            </Button>
          )}
        </>
      }
    >
      {okrSet ? (
        // On a phone the page is wider than the screen: it scrolls, also by keyboard.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: as above.
        <section aria-label={t`The page`} tabIndex={0} className={styles.desk}>
          <SetSheet okrSet={okrSet} />
        </section>
      ) : (
        <Empty>
          <Trans>The unit has no OKRs in this cycle that you can see.</Trans>
        </Empty>
      )}
    </Page>
  );
}
