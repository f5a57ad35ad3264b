import { useSyncExternalStore } from "react";
import { Store, useStore } from "../lib/store";

/** Light, dark, or what the system says. */
export type Mode = "light" | "dark" | "auto";

const kept = "samsvar.mode";

function recalled(): Mode {
  const mode = localStorage.getItem(kept);
  return mode === "light" || mode === "dark" ? mode : "auto";
}

const mode = new Store<Mode>(recalled());

/** Put the mode where the style sheet of tokens looks for it. */
export function applyMode(): void {
  const chosen = mode.get();
  if (chosen === "auto") delete document.documentElement.dataset.mode;
  else document.documentElement.dataset.mode = chosen;
}

export function chooseMode(chosen: Mode): void {
  localStorage.setItem(kept, chosen);
  mode.set(chosen);
  applyMode();
}

export function useMode(): Mode {
  return useStore(mode);
}

const systemIsDark = window.matchMedia("(prefers-color-scheme: dark)");

function followSystem(follower: () => void): () => void {
  systemIsDark.addEventListener("change", follower);
  return () => systemIsDark.removeEventListener("change", follower);
}

/** Which colours are on the screen now, for what is drawn on a canvas. */
export function useShownMode(): "light" | "dark" {
  const chosen = useMode();
  const isDark = useSyncExternalStore(followSystem, () => systemIsDark.matches);
  return chosen === "auto" ? (isDark ? "dark" : "light") : chosen;
}
