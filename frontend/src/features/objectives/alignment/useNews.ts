import { useEffect } from "react";
import { askAgain, changedRecords } from "../../../lib/freshness";

/** Ask again when others changed records of a kind: what is counted or followed from them can't be patched. */
export function useNews(kind: RegExp): void {
  useEffect(
    () =>
      changedRecords.follow(() => {
        if (changedRecords.get().some((id) => kind.test(id))) askAgain();
      }),
    [kind],
  );
}
