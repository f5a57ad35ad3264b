import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import "./texts";
import type { CapacityNote_okrSet$key } from "../../__generated__/CapacityNote_okrSet.graphql";
import { useEditedField, useRecord } from "../../lib/edits/useEdits";
import { Section } from "../../ui/Section";
import { EditedText } from "../edits/EditedText";
import { useRights } from "../units/useRights";
import { capacityEdits, capacityOf } from "./capacityEdits";

/** What the people of a unit have room for in the cycle, in the unit's own words. */
export function CapacityNote({ okrSet }: { okrSet: CapacityNote_okrSet$key }) {
  const { t } = useLingui();
  const data = useFragment(
    graphql`
      fragment CapacityNote_okrSet on OkrSet {
        id
        state
        unit {
          id
        }
        ...capacityEdits_okrSet
      }
    `,
    okrSet,
  );
  const rights = useRights(data.unit.id);
  const seen = capacityOf(data);
  const record = useRecord(capacityEdits, data.id, seen);
  const note = useEditedField(record, "capacityNote", { words: t`Reword the capacity note` });
  const isOver = data.state === "REVIEWED" || data.state === "CLOSED";
  const mayEdit = !isOver && rights.includes(data.state === "DRAFT" ? "DRAFT_OKRS" : "REVISE_OKRS");
  if (!mayEdit && note.value === "") return null;
  return (
    <div id={`${data.id}-capacity`} tabIndex={-1}>
      <Section title={<Trans>What we have room for</Trans>}>
        <EditedText
          field={note}
          label={t`What we have room for`}
          placeholder={t`People, weeks, absences, what runs anyway: in a few words, so that ambition fits`}
          isLocked={!mayEdit}
        />
      </Section>
    </div>
  );
}
