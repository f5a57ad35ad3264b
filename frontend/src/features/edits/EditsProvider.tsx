import { useLingui } from "@lingui/react/macro";
import { type ReactNode, use, useEffect } from "react";
import { fetchQuery, graphql, useRelayEnvironment } from "react-relay/hooks";
import type { Environment } from "relay-runtime";
import type { EditsProviderQuery } from "../../__generated__/EditsProviderQuery.graphql";
import { Edits } from "../../lib/edits/engine";
import { openShelf } from "../../lib/edits/shelf";
import { EditsContext } from "../../lib/edits/useEdits";
import { whenOld } from "../../lib/freshness";
import { session } from "../../lib/session";
import { tell } from "../../ui/messages";
import "./texts";

const query = graphql`
  query EditsProviderQuery {
    viewer {
      person {
        id
      }
    }
  }
`;

/** Once for each person: edits go on being saved after the place was left in which they were typed. */
const opened = new Map<string, Promise<Edits>>();

function editsOf(person: string, environment: Environment): Promise<Edits> {
  const known = opened.get(person);
  if (known) return known;
  const opening = openShelf(person).then(({ shelf, kept }) => {
    const whoIsThere = async () => {
      const answer = await fetchQuery<EditsProviderQuery>(environment, query, {}).toPromise();
      return answer?.viewer.person?.id ?? null;
    };
    const edits = new Edits({ environment, shelf, kept, person, whoIsThere });
    follow(edits);
    return edits;
  });
  opened.set(person, opening);
  return opening;
}

/** What tells that the way to the server may be free again, and what tells that it is time to save. */
function follow(edits: Edits): void {
  window.addEventListener("online", () => edits.resume());
  window.addEventListener("pagehide", () => edits.flush());
  // In another window beside this one, another person may sign in: this one stays visible.
  window.addEventListener("blur", () => edits.doubt());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") edits.resume();
    else {
      edits.flush();
      edits.doubt();
    }
  });
  whenOld(() => edits.resume());
  session.follow(() => {
    if (session.get() === "signedIn") edits.resume();
  });
}

type Props = {
  /** Who is signed in: what they type is kept for them alone. */
  person: string;
  children: ReactNode;
};

/** Keeps and saves what is typed into the fields below it. */
export function EditsProvider({ person, children }: Props) {
  const { t } = useLingui();
  const edits = use(editsOf(person, useRelayEnvironment() as Environment));
  useEffect(() => edits.resume(), [edits]);
  useEffect(() => {
    edits.onRefused = (problems) => {
      for (const { code, message, remedy, details } of problems) {
        const words = [message, ...details, remedy].filter(Boolean).join(" ");
        tell(code === "FAILED" ? t`That could not be done. Try again in a moment.` : words, {
          tone: "problem",
        });
      }
    };
  }, [edits, t]);
  return <EditsContext value={edits}>{children}</EditsContext>;
}
