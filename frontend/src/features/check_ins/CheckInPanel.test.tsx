import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Suspense } from "react";
import { RelayEnvironmentProvider } from "react-relay/hooks";
import { createMockEnvironment, MockPayloadGenerator } from "relay-test-utils";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Unreachable } from "../../lib/failures";
import { CheckInPanel } from "./CheckInPanel";

const navigate = vi.fn();
vi.mock("@tanstack/react-router", () => ({ useNavigate: () => navigate }));

type Environment = ReturnType<typeof createMockEnvironment>;

const keyResult = {
  id: "key_result_1",
  title: "Failed charges",
  kind: "DECREASE",
  measure: "%",
  baseline: 4,
  target: 1.5,
  currentValue: 3.4,
  steps: null,
  latestCheckIn: null,
};

/** A panel about one falling key result of two, with the query answered. */
async function open(): Promise<Environment> {
  const environment = createMockEnvironment();
  render(
    <I18nProvider i18n={i18n}>
      <RelayEnvironmentProvider environment={environment}>
        <Suspense>
          <CheckInPanel keyResultId="key_result_1" order={["key_result_1", "key_result_2"]} />
        </Suspense>
      </RelayEnvironmentProvider>
    </I18nProvider>,
  );
  await act(async () => {
    environment.mock.resolveMostRecentOperation((operation) =>
      MockPayloadGenerator.generate(operation, { KeyResult: () => keyResult }),
    );
  });
  return environment;
}

const sent = (environment: Environment) => environment.mock.getMostRecentOperation().request.variables.input;
const press = (name: string) => userEvent.click(screen.getByRole("button", { name }));
const value = () => screen.getByLabelText("Value today, in %");

beforeEach(() => navigate.mockReset());

describe("a check-in", () => {
  it("sends the value as a number, with the confidence", async () => {
    const environment = await open();
    await userEvent.type(value(), "3.1");
    await userEvent.click(screen.getByRole("radio", { name: "7 of 10" }));
    await press("Save and close");
    expect(sent(environment)).toMatchObject({ keyResult: "key_result_1", value: 3.1, confidence: 7 });
  });

  it("says at the field what is no number, and sends nothing", async () => {
    const environment = await open();
    await userEvent.type(value(), "about three");
    await press("Save and close");
    expect(value()).toHaveAccessibleDescription(/That is not a number\./);
    expect(environment.mock.getAllOperations()).toHaveLength(0);
  });

  it("asks for at least something", async () => {
    const environment = await open();
    await press("Save and close");
    expect(screen.getByRole("alert")).toHaveTextContent("State a value, a confidence or what changed.");
    expect(environment.mock.getAllOperations()).toHaveLength(0);
  });

  it("shows a refusal at its field and keeps what was typed", async () => {
    const environment = await open();
    await userEvent.type(value(), "300");
    await press("Save and close");
    const problem = {
      code: "OUT_OF_RANGE",
      field: "value",
      message: "Too much.",
      remedy: "Check it.",
      details: [],
    };
    await act(async () => {
      environment.mock.resolveMostRecentOperation((operation) =>
        MockPayloadGenerator.generate(operation, {
          RecordCheckInPayload: () => ({ checkIn: null, problems: [problem] }),
        }),
      );
    });
    expect(value()).toHaveAccessibleDescription(/Too much\. Check it\./);
    expect(value()).toHaveValue("300");
    expect(navigate).not.toHaveBeenCalled();
  });

  it("loses nothing when the connection does, and sends the same key again", async () => {
    const environment = await open();
    await userEvent.type(screen.getByLabelText("What changed"), "New retries are live.");
    await press("Save and close");
    const { idempotencyKey } = sent(environment);
    await act(async () => environment.mock.rejectMostRecentOperation(new Unreachable("offline")));
    expect(screen.getByRole("alert")).toHaveTextContent("No connection.");

    await press("Save and close");
    expect(sent(environment)).toMatchObject({ idempotencyKey, whatChanged: "New retries are live." });
  });

  it("finds what was typed when the form is opened again", async () => {
    await open();
    await userEvent.type(screen.getByLabelText("Next step"), "Ask Platform.");
    document.body.innerHTML = "";
    await open();
    expect(screen.getByLabelText("Next step")).toHaveValue("Ask Platform.");
  });

  it("goes on to the next key result once saved", async () => {
    const environment = await open();
    await userEvent.type(value(), "3");
    await press("Save and next");
    await act(async () => {
      environment.mock.resolveMostRecentOperation((operation) =>
        MockPayloadGenerator.generate(operation, {
          RecordCheckInPayload: () => ({ problems: [] }),
          KeyResult: () => keyResult,
        }),
      );
    });
    expect(navigate).toHaveBeenCalledTimes(1);
    const [{ search }] = navigate.mock.calls[0] ?? [{}];
    expect(search({ unit: "unit_1" })).toEqual({ unit: "unit_1", checkIn: "key_result_2" });
  });
});
