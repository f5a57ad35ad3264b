import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { RouterProvider } from "@tanstack/react-router";
import { RelayEnvironmentProvider } from "react-relay";
import { Messages } from "../ui/Messages";
import { cssVariables, theme } from "../ui/theme";
import { relayEnvironment } from "./relayEnvironment";
import { router } from "./router";

/** The server allows style elements that carry the nonce of the page (`html.cspNonce`). */
const styleNonce = () => document.querySelector<HTMLMetaElement>("meta[property=csp-nonce]")?.nonce ?? "";

const modes = localStorageColorSchemeManager({ key: "samsvar.mode" });

export function App() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={modes}
      defaultColorScheme="auto"
      withGlobalClasses={false}
      getStyleNonce={styleNonce}
    >
      <I18nProvider i18n={i18n}>
        <RelayEnvironmentProvider environment={relayEnvironment}>
          <RouterProvider router={router} />
          <Messages />
        </RelayEnvironmentProvider>
      </I18nProvider>
    </MantineProvider>
  );
}
