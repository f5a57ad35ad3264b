import { useLingui } from "@lingui/react/macro";
import "./texts";

export type Role = "MEMBER" | "LEAD" | "OKR_MASTER" | "VIEWER";

export const roles: readonly Role[] = ["MEMBER", "LEAD", "OKR_MASTER", "VIEWER"];

/** What somebody can be in a unit. */
export function useRoleWords(): Record<Role, string> {
  const { t } = useLingui();
  return { MEMBER: t`Member`, LEAD: t`Lead`, OKR_MASTER: t`OKR master`, VIEWER: t`Viewer` };
}
