/** How many sendings are under way whose writer has read the sensitive words again and keeps them. */
let sendings = 0;

/** Sends what its writer has read again: the words that were named stay, and the journal says of what kind they are. */
export async function acknowledging<T>(send: () => Promise<T>): Promise<T> {
  sendings += 1;
  try {
    return await send();
  } finally {
    sendings -= 1;
  }
}

/** Paths behind which texts of a file are read before they are kept. */
const READ = ["/prospects", "/public/need-answers"];

/** What a call that writes in a file carries besides its own query. */
export function acknowledgement(method: string, path: string): { acknowledged?: true } {
  const writes = sendings > 0 && method !== "GET" && READ.some((start) => path.startsWith(start));
  return writes ? { acknowledged: true } : {};
}
