import "./texts";
import { Trans } from "@lingui/react/macro";
import { buttonClass } from "../../../ui/Button";

/** To a new case about dependencies, where both units agree on something else. */
export function CaseLink({ dependencies }: { dependencies: readonly string[] }) {
  return (
    <a href={`/cases/new?dependencies=${dependencies.join(",")}`} className={buttonClass({ size: "small" })}>
      <Trans>Open a case</Trans>
    </a>
  );
}
