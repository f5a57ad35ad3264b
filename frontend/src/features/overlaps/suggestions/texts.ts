import { addTexts } from "../../../lib/texts";

await addTexts(import.meta.glob("./locales/*.po"));
