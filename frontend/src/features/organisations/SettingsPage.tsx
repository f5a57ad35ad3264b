import { Trans } from "@lingui/react/macro";
import { Section } from "../../ui/Section";
import "./texts";

/** What the organisation is called and how it works. */
export function SettingsPage() {
  return <Section title={<Trans>Settings</Trans>}>{null}</Section>;
}
