import { Trans } from "@lingui/react/macro";
import { Section } from "../../../ui/Section";
import "./texts";

/** The units as a tree, of today or of any other day. */
export function UnitsPage() {
  return <Section title={<Trans>Units</Trans>}>{null}</Section>;
}
