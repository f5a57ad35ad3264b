import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { Menu } from "./Menu";

function open(onChoose = vi.fn()) {
  const item = (id: string, isChosen: boolean) => ({ id, label: id, isChosen, onChoose: () => onChoose(id) });
  render(
    <Menu
      label="Language"
      shown="nb"
      groups={[
        { id: "languages", items: [item("Deutsch", false), item("English", true), item("Norsk", false)] },
      ]}
    />,
  );
  return onChoose;
}

it("opens on what is chosen, and walks by arrow keys past both ends", async () => {
  open();
  await userEvent.click(screen.getByRole("button", { name: "Language" }));
  expect(screen.getByRole("menuitemradio", { name: "English" })).toHaveFocus();
  await userEvent.keyboard("{ArrowDown}{ArrowDown}");
  expect(screen.getByRole("menuitemradio", { name: "Deutsch" })).toHaveFocus();
});

it("jumps by letter and chooses by Enter", async () => {
  const onChoose = open();
  await userEvent.click(screen.getByRole("button", { name: "Language" }));
  await userEvent.keyboard("n{Enter}");
  expect(onChoose).toHaveBeenCalledWith("Norsk");
  expect(screen.queryByRole("menu")).not.toBeInTheDocument();
});

it("says which one is chosen", async () => {
  open();
  await userEvent.click(screen.getByRole("button", { name: "Language" }));
  expect(screen.getByRole("menuitemradio", { name: "English" })).toBeChecked();
});
