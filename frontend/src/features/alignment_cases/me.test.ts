import { expect, it } from "vitest";
import { meOf } from "./me";

const as = (role: string, id: string) => ({ role, unit: { id } });

it("lets members speak, and only who leads a unit or its process sign for it", () => {
  const me = meOf("Ingrid", [as("MEMBER", "a"), as("OKR_MASTER", "b"), as("LEAD", "c"), as("VIEWER", "d")]);
  expect([...me.speaksFor]).toEqual(["a", "b", "c"]);
  expect([...me.signsFor]).toEqual(["b", "c"]);
});
