// jsdom lacks what Mantine asks of a browser.
import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";

class NoResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

window.matchMedia = (query: string) =>
  ({
    matches: false,
    media: query,
    addEventListener: () => {},
    removeEventListener: () => {},
  }) as unknown as MediaQueryList;
window.ResizeObserver = NoResizeObserver;
window.scrollTo = () => {};
// A growing text area measures itself again when fonts arrive.
Object.defineProperty(document, "fonts", { value: new EventTarget() });

afterEach(cleanup);
