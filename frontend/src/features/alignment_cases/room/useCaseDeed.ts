import { useState } from "react";
import { useRelayEnvironment } from "react-relay/hooks";
import type { GraphQLTaggedNode, MutationParameters } from "relay-runtime";
import { type Problem, useFailureWords } from "../../problems/problems";
import { sendDeed } from "../../problems/sendDeed";

/** A deed of the room: sent once at a time, with what was refused or failed on the way. */
export function useCaseDeed() {
  const environment = useRelayEnvironment();
  const wordsFor = useFailureWords();
  const [isUnderway, setUnderway] = useState(false);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  /** True once it is done. */
  const send = async <Mutation extends MutationParameters>(
    mutation: GraphQLTaggedNode,
    input: Mutation["variables"] extends { input: infer Input } ? Input : never,
    problemsOf: (response: Mutation["response"]) => readonly Problem[],
  ): Promise<boolean> => {
    setUnderway(true);
    setFailure(null);
    try {
      const refused = problemsOf(await sendDeed<Mutation>(environment, mutation, { input }));
      setProblems(refused);
      return refused.length === 0;
    } catch (error) {
      setProblems([]);
      setFailure(wordsFor(error));
      return false;
    } finally {
      setUnderway(false);
    }
  };
  return { send, isUnderway, problems, failure };
}
