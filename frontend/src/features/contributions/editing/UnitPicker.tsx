import "./texts";
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { UnitPickerQuery } from "../../../__generated__/UnitPickerQuery.graphql";
import { useHits } from "../../search/useHits";
import { Picker } from "./Picker";

const kinds = ["UNIT"] as const;

type Props = { askingId: string; onChoose: (unit: { id: string; name: string }) => void };

/** Find a unit to ask; before a word is typed, those directly below ours. */
export function UnitPicker({ askingId, onChoose }: Props) {
  const { t } = useLingui();
  const [text, setText] = useState("");
  const { unit } = useLazyLoadQuery<UnitPickerQuery>(
    graphql`
      query UnitPickerQuery($id: ID!) {
        unit(id: $id) {
          name
          children {
            id
            name
          }
        }
      }
    `,
    { id: askingId },
  );
  const found = useHits(text, kinds, null);
  const isAsked = text.trim() !== "";
  const hits = found.hits
    .filter((hit) => hit.id !== askingId)
    .map(({ id, title, unitName }) => ({ id, title, about: unitName ?? "" }));
  const below = (unit?.children ?? []).map(({ id, name }) => ({ id, title: name, about: unit?.name ?? "" }));
  return (
    <Picker
      label={t`Search units`}
      placeholder={t`Team or division`}
      text={text}
      onText={setText}
      state={isAsked ? found.state : "idle"}
      groups={[
        isAsked
          ? { id: "found", label: t`Units`, options: hits }
          : { id: "below", label: t`Units below us`, options: below },
      ]}
      onChoose={({ id, title }) => onChoose({ id, name: title })}
    />
  );
}
