/** Who looks, as far as a case is concerned. The server decides again on each deed. */

export type Me = {
  /** "" for a client without a person. */
  readonly name: string;
  /** Units for which one may say something. */
  readonly speaksFor: ReadonlySet<string>;
  /** Units whose consent one may give. */
  readonly signsFor: ReadonlySet<string>;
};

type Membership = { readonly role: string; readonly unit: { readonly id: string } };

/** Nobody consents for a unit from above, so that memberships alone tell it. */
export function meOf(name: string, memberships: readonly Membership[]): Me {
  const unitsOf = (roles: readonly string[]) =>
    new Set(memberships.filter(({ role }) => roles.includes(role)).map(({ unit }) => unit.id));
  return {
    name,
    speaksFor: unitsOf(["MEMBER", "LEAD", "OKR_MASTER"]),
    signsFor: unitsOf(["LEAD", "OKR_MASTER"]),
  };
}
