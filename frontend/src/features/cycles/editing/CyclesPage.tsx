import { Trans } from "@lingui/react/macro";
import { Section } from "../../../ui/Section";
import "./texts";

/** The cycles, past and planned. */
export function CyclesPage() {
  return <Section title={<Trans>Cycles</Trans>}>{null}</Section>;
}
