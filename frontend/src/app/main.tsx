import "@fontsource-variable/hanken-grotesk/wght.css";
import "../ui/mantine.css";
import "../ui/global.css";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import { preferredLanguage, speak } from "./languages";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no element with the id root.");
await speak(preferredLanguage());
createRoot(root).render(<App />);
