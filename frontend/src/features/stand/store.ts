import type { Sealed } from "./vault";

/** What is known of the stand without its code: nothing about anybody. */
export interface VaultRow {
  id: "vault";
  /** Drawn once: the same tablet keeps its counters when it comes back. */
  tabletId: string;
  eventId: string;
  title: string;
  /** What has to be added to this clock to get the right time, in milliseconds. */
  offsetMs: number;
  salt: Uint8Array<ArrayBuffer>;
  /** The token and what the server told. */
  session: Sealed;
}

/** Somebody who was not sent yet. */
export interface OutboxRow extends Sealed {
  id: string;
}

/** All that was counted on a day, and how much of it the server knows. */
export interface CounterRow {
  day: string;
  eventId: string;
  visitors: number;
  known: number;
}

const NAME = "ohmylot-stand";

let opened: Promise<IDBDatabase> | null = null;

function database(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("vault", { keyPath: "id" });
      request.result.createObjectStore("outbox", { keyPath: "id" });
      request.result.createObjectStore("counters", { keyPath: "day" });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

type Name = "vault" | "outbox" | "counters";

/** Runs one transaction over some stores and comes back once it is on the disk. */
async function run<T>(
  names: Name[],
  mode: IDBTransactionMode,
  work: (stores: (name: Name) => IDBObjectStore) => IDBRequest<T> | undefined,
): Promise<T | undefined> {
  const db = await database();
  return new Promise((resolve, reject) => {
    // A flat battery must not take back what the screen has already said.
    const tx = db.transaction(names, mode, { durability: "strict" });
    const request = work((name) => tx.objectStore(name));
    tx.oncomplete = () => resolve(request?.result);
    tx.onerror = () => reject(tx.error);
    tx.onabort = () => reject(tx.error);
  });
}

export const readVault = (): Promise<VaultRow | undefined> =>
  run<VaultRow | undefined>(["vault"], "readonly", (store) => store("vault").get("vault"));

export const readOutbox = async (): Promise<OutboxRow[]> =>
  (await run<OutboxRow[]>(["outbox"], "readonly", (store) => store("outbox").getAll())) ?? [];

export const readCounters = async (): Promise<CounterRow[]> =>
  (await run<CounterRow[]>(["counters"], "readonly", (store) => store("counters").getAll())) ?? [];

export async function writeVault(row: VaultRow): Promise<void> {
  await run(["vault"], "readwrite", (store) => store("vault").put(row));
}

export async function writeOutbox(row: OutboxRow): Promise<void> {
  await run(["outbox"], "readwrite", (store) => store("outbox").put(row));
}

/** The same vault and outbox under another key, all at once or not at all. */
export async function rewrite(vault: VaultRow, outbox: OutboxRow[]): Promise<void> {
  await run(["vault", "outbox", "counters"], "readwrite", (store) => {
    for (const row of outbox) store("outbox").put(row);
    store("vault").put(vault);
    const counters = store("counters");
    counters.openCursor().onsuccess = (event) => {
      const cursor = (event.target as IDBRequest<IDBCursorWithValue | null>).result;
      if (cursor === null) return;
      // The counters of an event that is over were delivered with it.
      if ((cursor.value as CounterRow).eventId !== vault.eventId) cursor.delete();
      cursor.continue();
    };
    return undefined;
  });
}

export async function forget(ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await run(["outbox"], "readwrite", (store) => {
    for (const id of ids) store("outbox").delete(id);
    return undefined;
  });
}

/** Empties this device. */
export async function erase(): Promise<void> {
  await run(["vault", "outbox", "counters"], "readwrite", (store) => {
    for (const name of ["vault", "outbox", "counters"] as const) store(name).clear();
    return undefined;
  });
}

/** One visitor more, read and written in one transaction: two taps never count as one. */
export async function countOne(day: string, eventId: string): Promise<void> {
  await run(["counters"], "readwrite", (store) => {
    const counters = store("counters");
    const request = counters.get(day) as IDBRequest<CounterRow | undefined>;
    request.onsuccess = () => {
      const { visitors, known } = request.result ?? { visitors: 0, known: 0 };
      counters.put({ day, eventId, visitors: visitors + 1, known } satisfies CounterRow);
    };
    return undefined;
  });
}

/** The server knows so many of a day. */
export async function noteKnown(day: string, known: number): Promise<void> {
  await run(["counters"], "readwrite", (store) => {
    const counters = store("counters");
    const request = counters.get(day) as IDBRequest<CounterRow | undefined>;
    request.onsuccess = () => {
      const row = request.result;
      if (row) counters.put({ ...row, known: Math.max(row.known, known) });
    };
    return undefined;
  });
}
