import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { beforeAll, expect, it, vi } from "vitest";
import { Picker } from "./Picker";

const groups = [
  { id: "moals", label: "Moals", options: [{ id: "m", title: "Calm payments", about: "Moal" }] },
  { id: "empty", label: "Units above us", options: [] },
  {
    id: "others",
    label: "Other units",
    options: [{ id: "o", title: "Cards that work", about: "Objective" }],
  },
];

beforeAll(() => {
  i18n.activate("en");
  Element.prototype.scrollIntoView ??= () => {};
});

function open(state: "done" | "searching" = "done") {
  const onChoose = vi.fn();
  const onSubmit = vi.fn((event) => event.preventDefault());
  function Place() {
    const [text, setText] = useState("");
    return (
      <form onSubmit={onSubmit}>
        <Picker
          label="Search"
          placeholder=""
          text={text}
          onText={setText}
          groups={groups}
          state={state}
          onChoose={(item) => onChoose(item.id)}
        />
      </form>
    );
  }
  render(
    <I18nProvider i18n={i18n}>
      <Place />
    </I18nProvider>,
  );
  return { onChoose, onSubmit };
}

const field = () => screen.getByRole("combobox", { name: "Search" });

it("walks through all groups by arrow keys, past both ends, and takes one by Enter", async () => {
  const { onChoose } = open();
  await userEvent.type(field(), "{ArrowDown}");
  expect(field()).toHaveAttribute("aria-activedescendant", screen.getByRole("option", { name: /Cards/ }).id);
  await userEvent.keyboard("{ArrowDown}{ArrowUp}{Enter}");
  expect(onChoose).toHaveBeenCalledWith("o");
});

it("names the groups that have something", () => {
  open();
  expect(screen.getAllByRole("group").map((group) => group.textContent)).toEqual([
    expect.stringContaining("Moals"),
    expect.stringContaining("Other units"),
  ]);
});

it("takes nothing that was found for fewer letters, and never sends the form", async () => {
  const { onChoose, onSubmit } = open("searching");
  await userEvent.type(field(), "car{Enter}");
  expect(onChoose).not.toHaveBeenCalled();
  expect(onSubmit).not.toHaveBeenCalled();
});

it("is emptied by the first Escape", async () => {
  open();
  await userEvent.type(field(), "car{Escape}");
  expect(field()).toHaveValue("");
});
