import { Link } from "@tanstack/react-router";
import type { CSSProperties, ReactNode } from "react";
import type { Dependency } from "./rows";

type Props = {
  dependency: Pick<Dependency, "id">;
  className?: string;
  style?: CSSProperties;
  children: ReactNode;
};

/** Opens the details of a dependency beside the view that one is in. */
export function OpenLink({ dependency, className, style, children }: Props) {
  return (
    <Link
      from="/dependencies"
      to="/dependencies"
      search={(before) => ({ ...before, open: dependency.id })}
      resetScroll={false}
      // Whether an address is the one that is open is said by the panel, not by each link.
      activeProps={{ "aria-current": undefined }}
      className={className}
      style={style}
      aria-haspopup="dialog"
    >
      {children}
    </Link>
  );
}
