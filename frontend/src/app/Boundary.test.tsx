import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ServerFailure } from "../lib/failures";
import { Boundary } from "./Boundary";

const remembered = new ServerFailure("Remembered.", null);
let next: () => Error | null;

function Place() {
  const error = next();
  if (error) throw error;
  return <p>Here again</p>;
}

const asked = vi.fn(() => Promise.reject(new TypeError("No connection.")));

beforeEach(() => {
  i18n.activate("en");
  vi.spyOn(console, "error").mockImplementation(() => {});
  vi.stubGlobal("fetch", asked);
  asked.mockClear();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function pressAgain(first: Error, then: () => Error | null) {
  next = () => first;
  render(
    <I18nProvider i18n={i18n}>
      <Boundary>
        <Place />
      </Boundary>
    </I18nProvider>,
  );
  next = then;
  await userEvent.click(screen.getByRole("button"));
}

it("shows the place when trying again helps", async () => {
  await pressAgain(remembered, () => null);
  expect(screen.getByText("Here again")).toBeDefined();
  expect(asked).not.toHaveBeenCalled();
});

it("looks whether the page can be loaded anew when a failure is only remembered", async () => {
  await pressAgain(remembered, () => remembered);
  expect(asked).toHaveBeenCalledOnce();
});

it("stays as it is when trying again failed anew", async () => {
  const anew = new ServerFailure("Another.", null);
  await pressAgain(remembered, () => anew);
  expect(asked).not.toHaveBeenCalled();
});
