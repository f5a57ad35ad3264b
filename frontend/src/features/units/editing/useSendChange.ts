import { useLingui } from "@lingui/react/macro";
import { askAgain } from "../../../lib/freshness";
import { newKey } from "../../../lib/keys";
import { tell } from "../../../ui/messages";
import type { Ending } from "../../problems/useDeed";
import type { UnitToChange } from "./ChangeForm";
import type { UnitChange } from "./changes";
import { useUnitChanges } from "./useUnitChanges";
import "./texts";

/** What is typed into the form of a change. */
export type ChangeDraft = {
  name: string;
  kind: "TEAM" | "DIVISION";
  parentId: string | null;
  /** The day from which it holds. */
  on: string;
  reason: string;
  key: string;
};

type Sent = { how: "done"; unitId?: string } | Exclude<Ending<unknown>, { how: "done" }>;
type Written = { readonly id: string; readonly version: number } | null | undefined;

/** Sends a change, and tells that it was done, with the way back. */
export function useSendChange({
  change,
  unit,
  today,
}: {
  change: UnitChange;
  unit: UnitToChange;
  today: string;
}) {
  const { t } = useLingui();
  const changes = useUnitChanges();
  const undone = t`Taken back.`;

  const offerBack = (words: string, back: () => Promise<Ending<unknown>>) =>
    tell(words, {
      action: {
        label: t`Undo`,
        run: () =>
          void back().then((ending) => {
            askAgain();
            if (ending.how === "done") tell(undone);
            else {
              const why = ending.how === "failed" ? ending.words : ending.problems[0]?.message;
              tell(why ?? "", { tone: "problem" });
            }
          }),
      },
    });
  const callOff = (written: Written, on: string) =>
    changes.cancel({
      variables: {
        input: { idempotencyKey: newKey(), unit: unit.id, on, expectedVersion: written?.version ?? 0 },
      },
    });

  const send = async (draft: ChangeDraft): Promise<Sent> => {
    const { on, reason, key } = draft;
    const isPlanned = on > today;
    const name = unit.name;
    switch (change) {
      case "found": {
        const input = { idempotencyKey: key, parent: unit.id, kind: draft.kind, name: draft.name, on };
        const ending = await changes.found({ variables: { input } });
        if (ending.how !== "done") return ending;
        const written = ending.response.foundUnit.unit;
        const founded = draft.name.trim();
        offerBack(isPlanned ? t`Planned: ${founded} is founded.` : t`Founded: ${founded}`, () =>
          changes.end({
            variables: {
              input: {
                idempotencyKey: newKey(),
                unit: written?.id ?? "",
                on,
                reason: undone,
                expectedVersion: written?.version ?? 0,
              },
            },
          }),
        );
        return written ? { how: "done", unitId: written.id } : { how: "done" };
      }
      case "rename": {
        const input = { idempotencyKey: key, unit: unit.id, name: draft.name, reason, on };
        const ending = await changes.rename({
          variables: { input: { ...input, expectedVersion: unit.version } },
        });
        if (ending.how !== "done") return ending;
        const written = ending.response.renameUnit.unit;
        const renamed = draft.name.trim();
        offerBack(
          isPlanned ? t`Planned: ${name} is called ${renamed}.` : t`${name} is called ${renamed}.`,
          () =>
            isPlanned
              ? callOff(written, on)
              : changes.rename({
                  variables: {
                    input: {
                      ...input,
                      idempotencyKey: newKey(),
                      name,
                      expectedVersion: written?.version ?? 0,
                    },
                  },
                }),
        );
        return { how: "done" };
      }
      case "move": {
        const input = { idempotencyKey: key, unit: unit.id, parent: draft.parentId ?? "", reason, on };
        const ending = await changes.move({
          variables: { input: { ...input, expectedVersion: unit.version } },
        });
        if (ending.how !== "done") return ending;
        const written = ending.response.moveUnit.unit;
        offerBack(isPlanned ? t`Planned: ${name} moves.` : t`Moved: ${name}`, () =>
          isPlanned
            ? callOff(written, on)
            : changes.move({
                variables: {
                  input: {
                    ...input,
                    idempotencyKey: newKey(),
                    parent: unit.parentId ?? "",
                    expectedVersion: written?.version ?? 0,
                  },
                },
              }),
        );
        return { how: "done" };
      }
      case "end": {
        const input = { idempotencyKey: key, unit: unit.id, on, reason, expectedVersion: unit.version };
        const ending = await changes.end({ variables: { input } });
        if (ending.how !== "done") return ending;
        const written = ending.response.endUnit.unit;
        // What never began is not brought back: it is founded anew.
        if (on === unit.validFrom) tell(t`Taken back: ${name}`);
        else offerBack(isPlanned ? t`Planned: ${name} ends.` : t`Ended: ${name}`, () => callOff(written, on));
        return { how: "done" };
      }
    }
  };
  return { send, isUnderway: changes.isUnderway };
}
