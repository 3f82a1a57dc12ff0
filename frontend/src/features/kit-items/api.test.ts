import { expect, it } from "vitest";
import { formatOf, mediaTypeOf } from "./api";

it("knows what the kit takes by the name of a file", () => {
  expect(mediaTypeOf("Affiche A3.PDF")).toBe("application/pdf");
  expect(mediaTypeOf("photo.jpeg")).toBe("image/jpeg");
  expect(mediaTypeOf("logo.svg")).toBeNull();
});

it("names a format as people do", () => {
  expect(formatOf({ filename: "a.jpg", media_type: "image/jpeg" })).toBe("JPEG");
  expect(formatOf({ filename: "a.odt", media_type: "application/x" })).toBe("ODT");
});
