import { commitMutation, graphql } from "react-relay/hooks";
import type { Environment } from "relay-runtime";
import type { keepLanguageMutation } from "../../__generated__/keepLanguageMutation.graphql";
import { askAgain } from "../../lib/freshness";
import { newKey } from "../../lib/keys";

/** Tell the server which language the person chose; the screen has changed already, so a failure is let be. */
export function keepLanguage(environment: Environment, locale: "nb" | "en" | "de"): void {
  commitMutation<keepLanguageMutation>(environment, {
    mutation: graphql`
      mutation keepLanguageMutation($input: ChoosePersonalSettingsInput!) {
        choosePersonalSettings(input: $input) {
          problems {
            code
          }
        }
      }
    `,
    variables: { input: { idempotencyKey: newKey(), locale } },
    // What the server says in words, it says in the new language from now on.
    onCompleted: askAgain,
  });
}
