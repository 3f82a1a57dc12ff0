import { downloadFile, uploadFile } from "@/api/files";
import { ifMatch } from "@/api/preconditions";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";

/** An item of the communication kit, a version of its file, and who took it. */
export type KitItem = Schema<"KitItem">;
export type KitFile = Schema<"KitFile">;
export type KitUse = Schema<"KitUse">;

export type KitItemBody = Schema<"NewKitItem">;

export const KIT = "/kit-items";

/** Largest file, in bytes; the server refuses more. */
export const LARGEST_FILE = 10 * 1024 * 1024;

/** What the kit takes: the ending of a name and the media type sent with it. */
const FORMATS: Record<string, { type: string; name: string }> = {
  pdf: { type: "application/pdf", name: "PDF" },
  png: { type: "image/png", name: "PNG" },
  jpg: { type: "image/jpeg", name: "JPEG" },
  jpeg: { type: "image/jpeg", name: "JPEG" },
  zip: { type: "application/zip", name: "ZIP" },
  docx: {
    type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    name: "DOCX",
  },
  pptx: {
    type: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    name: "PPTX",
  },
  mp4: { type: "video/mp4", name: "MP4" },
};

export const ACCEPTED = Object.keys(FORMATS)
  .map((ending) => `.${ending}`)
  .join(",");

const endingOf = (name: string) => name.slice(name.lastIndexOf(".") + 1).toLowerCase();

/**
 * Media type of a file by its name: what a browser says of it depends on the machine.
 * Null for what the kit refuses.
 */
export const mediaTypeOf = (name: string): string | null => FORMATS[endingOf(name)]?.type ?? null;

/** What people call the format of a file. */
export const formatOf = (file: Pick<KitFile, "filename" | "media_type">): string =>
  Object.values(FORMATS).find((one) => one.type === file.media_type)?.name ??
  endingOf(file.filename).toUpperCase();

export const createItem = (body: KitItemBody, headers: Record<string, string>) =>
  call<KitItem>("POST", KIT, { body, headers });

export const updateItem = (item: KitItem, body: KitItemBody) =>
  call<KitItem>("PATCH", `${KIT}/${item.id}`, { body, headers: ifMatch(item) });

export const archiveItem = (item: KitItem) =>
  call<void>("DELETE", `${KIT}/${item.id}`, { headers: ifMatch(item) });

export const restoreItem = ({ id }: Pick<KitItem, "id">) =>
  call<KitItem>("POST", `${KIT}/${id}/restore`);

/** Adds a version; the server answers the latest one when the bytes are the same. */
export const addFile = (itemId: string, file: File, note: string) =>
  uploadFile<KitFile>(
    `${KIT}/${itemId}/files`,
    file,
    { filename: file.name, note: note.trim() || undefined },
    () => undefined,
    { "Content-Type": mediaTypeOf(file.name) ?? "application/octet-stream" },
  );

export const downloadLatest = ({ id, latest }: KitItem) =>
  downloadFile(`${KIT}/${id}/file`, {}, latest?.filename ?? "kit");

export const downloadVersion = (itemId: string, file: KitFile) =>
  downloadFile(`${KIT}/${itemId}/files/${file.number}`, {}, file.filename);
