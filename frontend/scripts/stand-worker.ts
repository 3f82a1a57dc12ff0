import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Plugin } from "vite";

const STAND = "/src/features/stand/StandPage.tsx";
/** Files beside the built ones that an installed stand shows. */
const PUBLIC = ["/favicon.svg", "/stand.webmanifest", "/stand-192.png", "/stand-512.png"];

interface Chunk {
  type: string;
  fileName: string;
  isEntry?: boolean;
  moduleIds?: string[];
  imports?: string[];
  viteMetadata?: { importedCss: Set<string>; importedAssets: Set<string> };
}

/** Writes the service worker of the stand, with every file that the page needs and a version that changes with them. */
export function standWorker(): Plugin {
  return {
    name: "ohmylot-stand-worker",
    apply: "build",
    enforce: "post",
    async generateBundle(_, bundle) {
      const all = Object.values(bundle) as unknown as Chunk[];
      const chunks = new Map(
        all.filter(({ type }) => type === "chunk").map((one) => [one.fileName, one]),
      );
      const holds = (chunk: Chunk) => chunk.moduleIds?.some((id) => id.endsWith(STAND)) ?? false;
      const files = new Set<string>();
      const take = (chunk: Chunk | undefined): void => {
        if (chunk === undefined || files.has(chunk.fileName)) return;
        files.add(chunk.fileName);
        for (const name of chunk.viteMetadata?.importedCss ?? []) files.add(name);
        for (const name of chunk.viteMetadata?.importedAssets ?? []) files.add(name);
        for (const name of chunk.imports ?? []) take(chunks.get(name));
      };
      for (const chunk of chunks.values()) {
        if (chunk.isEntry || holds(chunk)) take(chunk);
      }
      // Fonts are named by style sheets only.
      for (const { type, fileName } of all) {
        if (type === "asset" && fileName.endsWith(".woff2")) files.add(fileName);
      }
      const assets = [...files]
        .sort()
        .map((name) => `/${name}`)
        .concat(PUBLIC);
      const source = await readFile(new URL("./stand-worker.js", import.meta.url), "utf8");
      const version = createHash("sha256")
        .update(JSON.stringify(assets))
        .update(source)
        .digest("hex");
      this.emitFile({
        type: "asset",
        fileName: "stand-sw.js",
        source: source
          .replace("__ASSETS__", JSON.stringify(assets))
          .replace("__VERSION__", version.slice(0, 12)),
      });
    },
  };
}
