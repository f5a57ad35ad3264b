import { useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { useHere } from "../../lib/here";
import type { Command } from "./SearchField";

/** The places of the app, to be gone to by name, with the unit and cycle that one is looking at. */
export function usePlaces(onGone: () => void): Command[] {
  const { t } = useLingui();
  const navigate = useNavigate();
  const { unitId, cycleId } = useHere();
  const search = { unit: unitId, cycle: cycleId ?? undefined };
  const to = (id: string, title: string, go: () => Promise<void>): Command => ({
    id,
    title,
    run: () => {
      onGone();
      void go();
    },
  });
  return [
    to("contribution", t`Our contribution`, () => navigate({ to: "/contribution", search })),
    to("inbox", t`Inbox`, () => navigate({ to: "/inbox", search })),
    to("planning", t`Planning`, () => navigate({ to: "/planning", search })),
    to("pyramid", t`Pyramid`, () => navigate({ to: "/pyramid", search })),
    to("alignment", t`Alignment`, () => navigate({ to: "/alignment", search })),
    to("cases", t`Cases`, () => navigate({ to: "/cases", search })),
    to("dependencies", t`Dependencies`, () => navigate({ to: "/dependencies", search })),
    to("strategy", t`Strategy`, () => navigate({ to: "/strategy", search })),
    to("units", t`Organisation: units`, () => navigate({ to: "/organisation/units", search })),
    to("cycles", t`Organisation: cycles`, () => navigate({ to: "/organisation/cycles", search })),
    to("people", t`Organisation: people`, () => navigate({ to: "/organisation/people", search })),
    to("settings", t`Organisation: settings`, () => navigate({ to: "/organisation/settings", search })),
  ];
}
