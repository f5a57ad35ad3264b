/** Where Moals stand on the page of the strategy. */

type Moal = {
  readonly id: string;
  readonly state: string;
  readonly directions: readonly {
    readonly id: string;
    readonly versions: readonly { readonly id: string }[];
  }[];
};

export type Service<Each extends Moal> = {
  /** By strategy: the Moals that serve it; in full under the first of several, as a reference under the others. */
  readonly under: ReadonlyMap<string, readonly { readonly moal: Each; readonly isFirst: boolean }[]>;
  /** Those that serve none of the strategies shown. */
  readonly apart: readonly Each[];
  readonly dropped: readonly Each[];
};

/**
 * Sort Moals by the strategies that they serve.
 *
 * A decided Moal serves the version of its time: it stands under whichever version of that strategy is shown.
 */
export function byService<Each extends Moal>(
  strategies: readonly string[],
  moals: readonly Each[],
): Service<Each> {
  const under = new Map<string, { moal: Each; isFirst: boolean }[]>();
  const apart: Each[] = [];
  const dropped: Each[] = [];
  for (const moal of moals) {
    if (moal.state === "DROPPED") {
      dropped.push(moal);
      continue;
    }
    const served = strategies.filter((strategy) =>
      moal.directions.some(
        (direction) =>
          direction.id === strategy || direction.versions.some((version) => version.id === strategy),
      ),
    );
    for (const strategy of served)
      under.set(strategy, [...(under.get(strategy) ?? []), { moal, isFirst: strategy === served[0] }]);
    if (served.length === 0) apart.push(moal);
  }
  return { under, apart, dropped };
}
