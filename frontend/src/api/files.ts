import { networkProblem, problemOf } from "./problem";
import { session } from "./session";
import { apiUrl, byLink, type Query, transport } from "./transport";

/**
 * Sends a file as raw bytes and reports progress from 0 to 1.
 * XMLHttpRequest, because fetch cannot report how much was sent.
 * @throws Problem
 */
export async function uploadFile<T>(
  path: string,
  file: Blob,
  query: Query,
  onProgress: (share: number) => void,
  headers: Record<string, string> = {},
): Promise<T> {
  const address = apiUrl(path, query);
  let response = await send(address, file, headers, onProgress);
  if (response.status === 401 && (await session.refresh())) {
    response = await send(address, file, headers, onProgress);
  }
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as T;
}

async function send(
  address: string,
  file: Blob,
  headers: Record<string, string>,
  onProgress: (share: number) => void,
): Promise<Response> {
  const token = await session.token();
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    // Set twice, a header would hold both values.
    const all = {
      "Content-Type": "application/octet-stream",
      Accept: "application/json",
      ...headers,
    };
    for (const [name, value] of Object.entries(all)) request.setRequestHeader(name, value);
    if (token !== null) request.setRequestHeader("Authorization", `Bearer ${token}`);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable && event.total > 0) onProgress(event.loaded / event.total);
    };
    request.onerror = () => reject(networkProblem());
    request.onload = () => {
      const type = request.getResponseHeader("Content-Type") ?? "";
      const wait = request.getResponseHeader("Retry-After");
      resolve(
        new Response(request.responseText, {
          status: request.status,
          headers: { "Content-Type": type, ...(wait ? { "Retry-After": wait } : {}) },
        }),
      );
    };
    request.send(file);
  });
}

/**
 * Fetches a file with the access token (a plain link could not carry it) and hands it to the
 * browser's downloads under the server's name, or `fallbackName`. The token of a mailed `link` stands in its place.
 * @throws Problem
 */
export async function downloadFile(
  path: string,
  query: Query,
  fallbackName: string,
  link?: string,
): Promise<void> {
  const request = new Request(apiUrl(path, query), { credentials: "same-origin" });
  const response = await (link === undefined ? transport(request) : byLink(request, link));
  const name = fileNameOf(response.headers.get("Content-Disposition")) ?? fallbackName;
  const address = URL.createObjectURL(await response.blob());
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = name;
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  // Browsers start reading after the click returns: revoke later.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** File name of a Content-Disposition header, the UTF-8 form first. */
export function fileNameOf(disposition: string | null): string | null {
  if (disposition === null) return null;
  const extended = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  if (extended !== undefined) {
    try {
      return decodeURIComponent(extended);
    } catch {
      return null;
    }
  }
  return /filename="?([^";]+)"?/i.exec(disposition)?.[1] ?? null;
}
