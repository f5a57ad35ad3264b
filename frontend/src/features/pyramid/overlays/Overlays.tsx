import "./texts";
import { Suspense, useEffect, useMemo, useState } from "react";
import { useNews } from "../../objectives/alignment/useNews";
import { tiesOn } from "./drawTies";
import type { Overlay } from "./overlay";
import { areTooMany } from "./pressing";
import { TieCurves } from "./TieCurves";
import { TieLegend } from "./TieLegend";
import { TieLine } from "./TieLine";
import { TiesAround } from "./TiesAround";
import { endsByObjective, type Tie } from "./ties";
import { useDependencyTies } from "./useDependencyTies";
import { useOverlapTies } from "./useOverlapTies";

type Props = {
  cycle: string;
  hasOverlaps: boolean;
  hasDependencies: boolean;
  onOverlay: (overlay: Overlay | null) => void;
};

type Found = { readonly cycle: string; readonly ties: readonly Tie[] };
type Fetching = { cycle: string; onTies: (found: Found) => void };

const none: readonly Tie[] = [];
const concerning = /^(dependency|overlap)_/;

/** Fetches what is switched on, and hands it to the views; draws nothing itself. */
export function Overlays({ cycle, hasOverlaps, hasDependencies, onOverlay }: Props) {
  useNews(concerning);
  const [overlaps, setOverlaps] = useState<Found | null>(null);
  const [dependencies, setDependencies] = useState<Found | null>(null);
  const tiesOf = (isOn: boolean, found: Found | null) => (isOn && found?.cycle === cycle ? found.ties : none);
  const shownOverlaps = tiesOf(hasOverlaps, overlaps);
  const shownDependencies = tiesOf(hasDependencies, dependencies);
  const overlay = useMemo((): Overlay => {
    const ties = [...shownOverlaps, ...shownDependencies];
    const ends = endsByObjective(ties);
    return {
      hasOverlaps,
      hasDependencies,
      endsOf: ends,
      on: (layout) => tiesOn(layout, ties),
      Line: TieLine,
      Curves: (props) => <TieCurves ties={ties} {...props} />,
      Around: ({ objectiveId }) => <TiesAround ends={ends.get(objectiveId) ?? []} />,
      Legend: () => (
        <TieLegend
          hasOverlaps={hasOverlaps}
          hasDependencies={hasDependencies}
          count={areTooMany(ties) ? ties.length : null}
        />
      ),
    };
  }, [shownOverlaps, shownDependencies, hasOverlaps, hasDependencies]);
  useEffect(() => onOverlay(overlay), [overlay, onOverlay]);
  useEffect(() => () => onOverlay(null), [onOverlay]);
  return (
    <>
      {hasOverlaps && (
        <Suspense>
          <Overlapping cycle={cycle} onTies={setOverlaps} />
        </Suspense>
      )}
      {hasDependencies && (
        <Suspense>
          <Waiting cycle={cycle} onTies={setDependencies} />
        </Suspense>
      )}
    </>
  );
}

function Overlapping({ cycle, onTies }: Fetching) {
  const ties = useOverlapTies(cycle);
  useEffect(() => onTies({ cycle, ties }), [cycle, ties, onTies]);
  return null;
}

function Waiting({ cycle, onTies }: Fetching) {
  const ties = useDependencyTies(cycle);
  useEffect(() => onTies({ cycle, ties }), [cycle, ties, onTies]);
  return null;
}
