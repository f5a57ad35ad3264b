import "@testing-library/jest-dom/vitest";
import { i18n } from "@lingui/core";
import { cleanup } from "@testing-library/react";
import { afterEach, beforeEach, vi } from "vitest";

// Relay's test environment asks for the mocks of another runner; ours are the same.
Object.assign(globalThis, { jest: vi });

beforeEach(() => {
  localStorage.clear();
  // English messages are their own ids, so no catalogue is needed.
  i18n.loadAndActivate({ locale: "en", messages: {} });
});

afterEach(cleanup);

// What jsdom lacks of a browser; only that it is asked, not what it does.
window.matchMedia ??= (query: string) =>
  ({
    matches: false,
    media: query,
    onchange: null,
    addEventListener: () => {},
    removeEventListener: () => {},
    addListener: () => {},
    removeListener: () => {},
    dispatchEvent: () => false,
  }) satisfies MediaQueryList;

window.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

const element = HTMLElement.prototype;
element.showPopover ??= function show(this: HTMLElement) {
  this.style.display = "block";
};
element.hidePopover ??= function hide(this: HTMLElement) {
  this.style.display = "none";
};

const dialog = HTMLDialogElement.prototype;
dialog.showModal ??= function show(this: HTMLDialogElement) {
  this.open = true;
};
dialog.close ??= function close(this: HTMLDialogElement) {
  this.open = false;
};
