import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { buttonClass } from "../../ui/Button";

type Props = { findingIds: readonly string[]; describedBy?: string; children: ReactNode };

/** Leads to where a case about some findings is opened. */
export function NewCaseLink({ findingIds, describedBy, children }: Props) {
  return (
    <Link
      to="/cases/new"
      search={(before) => ({
        unit: before.unit,
        cycle: before.cycle,
        findings: findingIds.join(","),
      })}
      className={buttonClass({ variant: "primary", size: "small" })}
      aria-describedby={describedBy}
    >
      {children}
    </Link>
  );
}
