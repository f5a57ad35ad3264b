import "@fontsource-variable/hanken-grotesk/wght.css";
import "virtual:tokens.css";
import "../ui/global.css";
import { createRoot } from "react-dom/client";
import { applyMode } from "../ui/modes";
import { App } from "./App";
import { preferredLanguage, speak } from "./languages";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no element with the id root.");
applyMode();
await speak(preferredLanguage());
createRoot(root).render(<App />);
