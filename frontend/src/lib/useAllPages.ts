import { useEffect, useState } from "react";

/** How long after a page that failed it is asked for again, in milliseconds. */
const pause = 5_000;

type Pages = {
  readonly hasNext: boolean;
  readonly isLoadingNext: boolean;
  readonly loadNext: (count: number, options: { onComplete: (error: Error | null) => void }) => unknown;
};

/** Ask for page after page until all are here; one that fails is asked for again after a while, not at once. */
export function useAllPages({ hasNext, isLoadingNext, loadNext }: Pages, count: number): void {
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    if (!hasNext || isLoadingNext || hasFailed) return;
    loadNext(count, { onComplete: (error) => setFailed(error !== null) });
  }, [hasNext, isLoadingNext, hasFailed, loadNext, count]);
  useEffect(() => {
    if (!hasFailed) return;
    const again = setTimeout(() => setFailed(false), pause);
    return () => clearTimeout(again);
  }, [hasFailed]);
}
