import { useLingui } from "@lingui/react/macro";
import { useRelayEnvironment } from "react-relay";
import { Choice } from "../ui/Choice";
import { keepLanguage } from "../features/people/keepLanguage";
import { chooseLanguage, type Language, languages } from "./languages";
import { session } from "./session";

/** The language of the app; kept with the person, so that letters and refusals speak it too. */
export function LanguageMenu() {
  const { t, i18n } = useLingui();
  const environment = useRelayEnvironment();
  const choose = (language: Language) => {
    void chooseLanguage(language);
    if (session.get() === "signedIn") keepLanguage(environment, language);
  };
  return (
    <Choice
      label={t`Language`}
      shown={i18n.locale}
      value={i18n.locale as Language}
      options={languages.map(({ code, name }) => ({ value: code, label: name, lang: code }))}
      onChoose={choose}
    />
  );
}
