import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import type { EditedField } from "../../lib/edits/useEdits";
import { EditedText } from "./EditedText";

const field: EditedField<string> = {
  name: "title",
  value: "Typed while the unit committed",
  saved: "Committed to",
  change() {},
  choose() {},
  focus() {},
  blur() {},
  isFocused: false,
  isUntouched: false,
  isKept: true,
  conflict: null,
  settle() {},
  problems: [],
  tryAgain() {},
  meanwhile: null,
};

it("shows what the others see once nothing more can be written, and not what was typed too late", () => {
  render(<EditedText field={field} label="Objective" isLocked />);
  expect(screen.getByText("Committed to")).toBeDefined();
  expect(screen.queryByText("Typed while the unit committed")).toBeNull();
});
