import { useMemo } from "react";
import { graphql } from "react-relay/hooks";
import type { useUnitChangesCancelMutation } from "../../../__generated__/useUnitChangesCancelMutation.graphql";
import type { useUnitChangesEndMutation } from "../../../__generated__/useUnitChangesEndMutation.graphql";
import type { useUnitChangesFoundMutation } from "../../../__generated__/useUnitChangesFoundMutation.graphql";
import type { useUnitChangesMoveMutation } from "../../../__generated__/useUnitChangesMoveMutation.graphql";
import type { useUnitChangesRenameMutation } from "../../../__generated__/useUnitChangesRenameMutation.graphql";
import { useDeed } from "../../problems/useDeed";

const found = graphql`
  mutation useUnitChangesFoundMutation($input: FoundUnitInput!) {
    foundUnit(input: $input) {
      unit {
        id
        name
        version
        validFrom
      }
      problems {
        code
        field
        message
        remedy
        details
      }
    }
  }
`;

const rename = graphql`
  mutation useUnitChangesRenameMutation($input: RenameUnitInput!) {
    renameUnit(input: $input) {
      unit {
        id
        name
        version
      }
      problems {
        code
        field
        message
        remedy
        details
      }
    }
  }
`;

const move = graphql`
  mutation useUnitChangesMoveMutation($input: MoveUnitInput!) {
    moveUnit(input: $input) {
      unit {
        id
        version
        parent {
          id
        }
      }
      problems {
        code
        field
        message
        remedy
        details
      }
    }
  }
`;

const end = graphql`
  mutation useUnitChangesEndMutation($input: EndUnitInput!) {
    endUnit(input: $input) {
      unit {
        id
        version
        validTo
      }
      problems {
        code
        field
        message
        remedy
        details
      }
    }
  }
`;

const cancel = graphql`
  mutation useUnitChangesCancelMutation($input: CancelUnitChangeInput!) {
    cancelUnitChange(input: $input) {
      unit {
        id
        version
        validTo
      }
      problems {
        code
        field
        message
        remedy
        details
      }
    }
  }
`;

const foundOf = (response: useUnitChangesFoundMutation["response"]) => response.foundUnit;
const renamedOf = (response: useUnitChangesRenameMutation["response"]) => response.renameUnit;
const movedOf = (response: useUnitChangesMoveMutation["response"]) => response.moveUnit;
const endedOf = (response: useUnitChangesEndMutation["response"]) => response.endUnit;
const cancelledOf = (response: useUnitChangesCancelMutation["response"]) => response.cancelUnitChange;

/** What can be done to units, each as a promise that tells how it ended. */
export function useUnitChanges() {
  const founding = useDeed<useUnitChangesFoundMutation>(found, foundOf);
  const renaming = useDeed<useUnitChangesRenameMutation>(rename, renamedOf);
  const moving = useDeed<useUnitChangesMoveMutation>(move, movedOf);
  const ending = useDeed<useUnitChangesEndMutation>(end, endedOf);
  const cancelling = useDeed<useUnitChangesCancelMutation>(cancel, cancelledOf);
  return useMemo(
    () => ({
      found: founding.send,
      rename: renaming.send,
      move: moving.send,
      end: ending.send,
      cancel: cancelling.send,
      isUnderway: [founding, renaming, moving, ending, cancelling].some((deed) => deed.isUnderway),
    }),
    [founding, renaming, moving, ending, cancelling],
  );
}
