/** What others did in a case since one last looked, told from two states of it. */

import type { CaseOutcome, CaseState } from "../words";

export type Snapshot = {
  readonly state: CaseState;
  readonly turns: readonly {
    readonly id: string;
    readonly kind: "PROPOSAL" | "COUNTER_PROPOSAL" | "REMARK" | "ESCALATION";
    readonly unit: { readonly name: string };
    readonly authorName: string;
    readonly outcome: CaseOutcome | null | undefined;
  }[];
  readonly participants: readonly {
    readonly unit: { readonly id: string; readonly name: string };
    readonly hasSigned: boolean;
    readonly signedByName: string | null | undefined;
  }[];
};

export type Happening =
  | { readonly kind: "PROPOSED"; readonly unit: string; readonly outcome: CaseOutcome }
  | { readonly kind: "SAID" | "ESCALATED" | "SIGNED" | "UNSIGNED" | "JOINED"; readonly unit: string }
  | { readonly kind: "AGREED" }
  | { readonly kind: "WITHDRAWN" };

function ofTurn(turn: Snapshot["turns"][number]): Happening {
  const unit = turn.unit.name;
  if (turn.kind === "REMARK") return { kind: "SAID", unit };
  if (turn.kind === "ESCALATION") return { kind: "ESCALATED", unit };
  return { kind: "PROPOSED", unit, outcome: turn.outcome ?? "KEEP_BOTH" };
}

/**
 * Tell what is new.
 *
 * Args:
 *   own: The name of who looks: one's own deeds are no news.
 *
 * Returns:
 *   What was said, then who signed, then how it ended. That signatures fell with a new proposal goes without saying.
 */
export function happenings(before: Snapshot, after: Snapshot, own: string): readonly Happening[] {
  const known = new Set(before.turns.map(({ id }) => id));
  const turns = after.turns.filter((turn) => !known.has(turn.id) && turn.authorName !== own).map(ofTurn);
  const wasProposed = after.turns.some(
    (turn) => !known.has(turn.id) && (turn.kind === "PROPOSAL" || turn.kind === "COUNTER_PROPOSAL"),
  );
  const units = after.participants.flatMap(({ unit, hasSigned, signedByName }): Happening[] => {
    const former = before.participants.find((one) => one.unit.id === unit.id);
    if (!former) return [{ kind: "JOINED", unit: unit.name }];
    if (hasSigned && !former.hasSigned && signedByName !== own) return [{ kind: "SIGNED", unit: unit.name }];
    if (!hasSigned && former.hasSigned && !wasProposed && former.signedByName !== own)
      return [{ kind: "UNSIGNED", unit: unit.name }];
    return [];
  });
  const ended: Happening[] =
    after.state !== before.state && (after.state === "AGREED" || after.state === "WITHDRAWN")
      ? [{ kind: after.state }]
      : [];
  return [...turns, ...units, ...ended];
}
