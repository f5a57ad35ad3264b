import { useLingui } from "@lingui/react/macro";
import { useRelayEnvironment } from "react-relay/hooks";
import { keepLanguage } from "../features/people/keepLanguage";
import { session } from "../lib/session";
import { Menu } from "../ui/Menu";
import styles from "./LanguageMenu.module.css";
import { chooseLanguage, type Language, languages } from "./languages";

/** The language of the app; kept with the person, so that letters and refusals speak it too. */
export function LanguageMenu() {
  const { t, i18n } = useLingui();
  const environment = useRelayEnvironment();
  const choose = (language: Language) => {
    void chooseLanguage(language);
    if (session.get() === "signedIn") keepLanguage(environment, language);
  };
  return (
    <Menu
      label={`${t`Language`}: ${i18n.locale}`}
      shown={i18n.locale}
      className={styles.button}
      groups={[
        {
          id: "languages",
          items: languages.map(({ code, name }) => ({
            id: code,
            label: name,
            lang: code,
            isChosen: code === i18n.locale,
            onChoose: () => choose(code),
          })),
        },
      ]}
    />
  );
}
