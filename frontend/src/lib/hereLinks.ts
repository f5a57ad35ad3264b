/**
 * The address of a page, such that whoever opens it sees the same: with the unit and cycle that it shows, although the
 * address bar leaves out what follows from the person and the day. Open forms are left out; they are one's own.
 */
export function linkToSee(address: string, here: { unitId: string; cycleId: string | null }): string {
  const link = new URL(address);
  for (const form of ["checkIn", "propose"]) link.searchParams.delete(form);
  link.searchParams.set("unit", here.unitId);
  if (here.cycleId !== null) link.searchParams.set("cycle", here.cycleId);
  return link.toString();
}
