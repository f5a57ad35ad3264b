import "./texts";
import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { buttonClass } from "../../../ui/Button";

/** To a new case about dependencies, where both units agree on something else. */
export function CaseLink({ dependencies }: { dependencies: readonly string[] }) {
  return (
    <Link
      to="/cases/new"
      search={{ dependencies: dependencies.join(",") }}
      className={buttonClass({ size: "small" })}
    >
      <Trans>Open a case</Trans>
    </Link>
  );
}
