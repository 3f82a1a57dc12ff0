import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { uploadFile } from "@/api/files";
import { ifMatch } from "@/api/preconditions";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";

/** A column of the file and the field proposed or chosen for it. */
export type ImportColumn = Schema<"ImportColumn">;

/** A word of the file nobody translated yet. */
export type UnmappedValue = Schema<"UnmappedImportValue">;

/** What a dry run or a commit counted, in rows. */
export type ImportSummary = Schema<"ImportSummary">;

/** A file on its way to becoming files of households. */
export type ImportBatch = Schema<"Import">;

/** What one row became or would become. */
export type ImportRow = Schema<"ImportRow">;

/** The meaning of the columns and words, as people decided it. */
export type MappingBody = Schema<"ImportMapping">;

/** Largest file the server takes, in bytes. */
export const LARGEST_FILE = 20 * 1024 * 1024;

export const IMPORTS_PATH = "/imports";
const keyOf = (id: string) => ["imports", id];

export const useImport = (id: string) =>
  useQuery({
    queryKey: keyOf(id),
    queryFn: ({ signal }) => call<ImportBatch>("GET", `/imports/${id}`, { signal }),
  });

/** Puts a fresh answer where every screen reads it, and lets lists and rows be read again. */
export function keepImport(queries: QueryClient, batch: ImportBatch): void {
  queries.setQueryData(keyOf(batch.id), batch);
  void queries.invalidateQueries({ queryKey: [IMPORTS_PATH] });
  void queries.invalidateQueries({ queryKey: [rowsPath(batch.id)] });
}

export const rowsPath = (id: string) => `/imports/${id}/rows`;

export const uploadImport = (
  file: File,
  subject: string,
  onProgress: (share: number) => void,
  headers: Record<string, string>,
): Promise<ImportBatch> =>
  uploadFile("/imports", file, { filename: file.name, subject }, onProgress, headers);

/** The moves of an import; each answers its new state. @throws Problem */
export function useImportActions(batch: ImportBatch) {
  const queries = useQueryClient();
  const send = async (method: string, path: string, from: ImportBatch, body?: unknown) => {
    const answer = await call<ImportBatch>(method, `/imports/${from.id}/${path}`, {
      body,
      headers: ifMatch(from),
    });
    keepImport(queries, answer);
    return answer;
  };
  return {
    saveMapping: (body: MappingBody) => send("PUT", "mapping", batch, body),
    check: (saved: ImportBatch) => send("POST", "dry-runs", saved),
    commit: () => send("POST", "commits", batch),
    undo: () => send("POST", "undos", batch),
    refresh: () => queries.invalidateQueries({ queryKey: keyOf(batch.id) }),
  };
}
