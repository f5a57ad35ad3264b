import { FoundPage } from "../features/founding/FoundPage";
import { LanguageMenu } from "./LanguageMenu";

/** Where an organisation is founded, by somebody who sees nothing else of the app yet. */
export function FoundPlace() {
  return <FoundPage language={<LanguageMenu />} />;
}
