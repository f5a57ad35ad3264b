import { Trans } from "@lingui/react/macro";
import { Search } from "lucide-react";
import { lazy, type RefObject, Suspense, useEffect, useRef, useState } from "react";
import { sizes } from "../../ui/tokens";
import styles from "./SearchButton.module.css";

const SearchDialog = lazy(() =>
  import("./SearchDialog").then((module) => ({ default: module.SearchDialog })),
);

/** Opens the search, by press or by Ctrl-K from anywhere. */
export function SearchButton() {
  const [isOpen, setOpen] = useState(false);
  const typed = useRef("");
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        setOpen(true);
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  return (
    <>
      <button
        type="button"
        className={styles.button}
        aria-keyshortcuts="Control+K"
        onClick={() => setOpen(true)}
      >
        <Search size={sizes.icon} aria-hidden="true" className={styles.glass} />
        <span className={styles.words}>
          <Trans>Search</Trans>
        </span>
        <span className={styles.keys} aria-hidden="true">
          Ctrl K
        </span>
      </button>
      {isOpen && (
        <Suspense fallback={<Meanwhile typed={typed} />}>
          <SearchDialog
            typed={() => typed.current}
            onClose={() => {
              typed.current = "";
              setOpen(false);
            }}
          />
        </Suspense>
      )}
    </>
  );
}

/** Takes the letters that somebody types while the search is still on its way. */
function Meanwhile({ typed }: { typed: RefObject<string> }) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Backspace") typed.current = typed.current.slice(0, -1);
      else if (event.key.length === 1) typed.current += event.key;
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [typed]);
  return null;
}
