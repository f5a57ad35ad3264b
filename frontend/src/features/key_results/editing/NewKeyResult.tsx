/** A line to write the next key result of an objective into. */
export function NewKeyResult({ objectiveId }: { objectiveId: string }) {
  return <div data-objective={objectiveId} />;
}
