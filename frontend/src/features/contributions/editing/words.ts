import "./texts";
import { useLingui } from "@lingui/react/macro";

/** Words for how far an OKR set, or a Moal, has come. */
export function useStateWords(): Readonly<Record<string, string>> {
  const { t } = useLingui();
  return {
    DRAFT: t`draft`,
    PROPOSED: t`proposed`,
    ALIGNED: t`aligned`,
    COMMITTED: t`committed to`,
    REVIEWED: t`reviewed`,
    CLOSED: t`closed`,
    AGREED: t`agreed`,
    ACHIEVED: t`achieved`,
  };
}
