import { graphql, useFragment } from "react-relay/hooks";
import type { DependencyAnswer_dependency$key } from "../../../__generated__/DependencyAnswer_dependency.graphql";

type Props = {
  dependency: DependencyAnswer_dependency$key;
  /** Called once it was answered. */
  onDone: () => void;
};

/** What somebody is asked for, and the ways to answer. */
export function DependencyAnswer({ dependency }: Props) {
  const data = useFragment(
    graphql`
      fragment DependencyAnswer_dependency on Dependency {
        id
        what
      }
    `,
    dependency,
  );
  return <p id={data.id}>{data.what}</p>;
}
