import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { RouterProvider } from "@tanstack/react-router";
import { RelayEnvironmentProvider } from "react-relay/hooks";
import { Messages } from "../ui/Messages";
import { relayEnvironment } from "./relayEnvironment";
import { router } from "./router";

export function App() {
  return (
    <I18nProvider i18n={i18n}>
      <RelayEnvironmentProvider environment={relayEnvironment}>
        <RouterProvider router={router} />
        <Messages />
      </RelayEnvironmentProvider>
    </I18nProvider>
  );
}
