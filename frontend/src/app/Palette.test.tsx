import { fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { Dispatch, SetStateAction } from "react";
import { afterEach, expect, it, vi } from "vitest";
import { Palette } from "./Palette";
import { PALETTE_FIELD } from "./use-typed-ahead";

interface FieldProps {
  query: string;
  onQuery: Dispatch<SetStateAction<string>>;
}

vi.mock("./CommandPalette", () => ({
  default: ({ query, onQuery }: FieldProps) => (
    <input {...PALETTE_FIELD} value={query} onChange={(event) => onQuery(event.target.value)} />
  ),
}));

/** Presses keys where focus was before the palette. */
const press = (...keys: string[]) => {
  for (const key of keys) fireEvent.keyDown(document.activeElement ?? document.body, { key });
};

const shortcut = vi.fn();
window.addEventListener("keydown", shortcut);
afterEach(() => shortcut.mockClear());

function show() {
  const onClose = vi.fn();
  render(<Palette onClose={onClose} onShortcuts={vi.fn()} />);
  return onClose;
}

it("keeps the letters typed before its field is there", async () => {
  show();
  press("f", "i", "h", "Backspace", "g", "Enter");
  const field = await screen.findByRole<HTMLInputElement>("textbox");
  expect(field.value).toBe("fig");
  expect(shortcut).not.toHaveBeenCalled();
  await userEvent.type(field, "eac");
  expect(field.value).toBe("figeac");
});

it("closes on Escape while it waits", () => {
  const onClose = show();
  press("Escape");
  expect(onClose).toHaveBeenCalledOnce();
});

it("leaves combinations and other keys alone", async () => {
  show();
  fireEvent.keyDown(document.body, { key: "r", ctrlKey: true });
  press("Tab");
  expect(shortcut).toHaveBeenCalledTimes(2);
  expect((await screen.findByRole<HTMLInputElement>("textbox")).value).toBe("");
});
