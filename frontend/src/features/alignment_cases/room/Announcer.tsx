import { useLingui } from "@lingui/react/macro";
import { useEffect, useRef } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { Announcer_case$key } from "../../../__generated__/Announcer_case.graphql";
import { tell } from "../../../ui/messages";
import { useOutcomes } from "../words";
import { type Happening, happenings } from "./happenings";
import "./texts";

/** Tells what others do in the room as it happens; the focus and what is typed stay where they are. */
export function Announcer({
  alignmentCase,
  ownName,
}: {
  alignmentCase: Announcer_case$key;
  ownName: string;
}) {
  const { t } = useLingui();
  const outcomes = useOutcomes();
  const now = useFragment(
    graphql`
      fragment Announcer_case on AlignmentCase {
        state
        turns {
          id
          kind
          authorName
          outcome
          unit {
            name
          }
        }
        participants {
          hasSigned
          signedByName
          unit {
            id
            name
          }
        }
      }
    `,
    alignmentCase,
  );
  const before = useRef(now);
  const say = (happening: Happening): string => {
    if (happening.kind === "AGREED") return t`Agreed. What was signed is done.`;
    if (happening.kind === "WITHDRAWN") return t`The case was withdrawn.`;
    const { unit } = happening;
    switch (happening.kind) {
      case "PROPOSED": {
        const outcome = outcomes[happening.outcome].name;
        return t`${unit} proposes: ${outcome}.`;
      }
      case "SAID":
        return t`${unit} said something.`;
      case "ESCALATED":
        return t`${unit} asks the unit above to help.`;
      case "SIGNED":
        return t`${unit} signed.`;
      case "UNSIGNED":
        return t`${unit} took its signature back.`;
      case "JOINED":
        return t`${unit} takes part from now on.`;
    }
  };
  useEffect(() => {
    const news = happenings(before.current, now, ownName);
    before.current = now;
    if (news.length > 0) tell(news.map(say).join(" "));
  });
  return null;
}
