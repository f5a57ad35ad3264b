import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect } from "react";
import { graphql, useFragment, useRelayEnvironment } from "react-relay/hooks";
import type { Presence_case$key } from "../../../__generated__/Presence_case.graphql";
import type { PresenceMutation } from "../../../__generated__/PresenceMutation.graphql";
import { newKey } from "../../../lib/keys";
import { sendDeed } from "../../problems/sendDeed";
import styles from "./Participants.module.css";
import "./texts";

const mutation = graphql`
  mutation PresenceMutation($input: SayPresentInCaseInput!) {
    sayPresentInCase(input: $input) {
      alignmentCase {
        id
        present
      }
    }
  }
`;

/** Well within the time for which the server takes somebody for present, in milliseconds. */
const beat = 20_000;

/** Who is in the room now; while one looks at it, the others see that one is there. */
export function Presence({ alignmentCase }: { alignmentCase: Presence_case$key }) {
  const { t } = useLingui();
  const environment = useRelayEnvironment();
  const { id, present } = useFragment(
    graphql`
      fragment Presence_case on AlignmentCase {
        id
        present
      }
    `,
    alignmentCase,
  );
  useEffect(() => {
    const say = (isLeaving: boolean) => {
      const input = { case: id, isLeaving, idempotencyKey: newKey() };
      // Nobody misses one beat: the next one says it again.
      void sendDeed<PresenceMutation>(environment, mutation, { input }).catch(() => {});
    };
    const look = () => say(document.visibilityState === "hidden");
    look();
    const timer = setInterval(look, beat);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
      say(true);
    };
  }, [environment, id]);
  if (present.length === 0) return null;
  return (
    <div>
      <h2 className={styles.heading}>
        <Trans>Here now</Trans>
      </h2>
      <ul className={styles.present} aria-label={t`Here now`}>
        {present.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </div>
  );
}
