/** Places that show one unit, so that one can go from a unit to another within them. */
export type UnitPlace = "/contribution" | "/planning" | "/alignment" | "/dependencies" | "/cases";
