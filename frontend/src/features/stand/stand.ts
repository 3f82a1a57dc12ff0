import { asProblem, type Problem } from "@/api/problem";
import { joinStand, type Kit, type Receipt, readKit, sendBatch } from "./api";
import { type CaptureItem, type Draft, dayInLot, type FieldFault, itemOf, pause } from "./draft";
import * as store from "./store";
import { keyOf, newSalt, seal, unseal } from "./vault";

/** Most people of one delivery. */
const AT_ONCE = 100;
const LOCK = "ohmylot-stand";

/** Somebody who waits on this device. */
export interface Waiting {
  item: CaptureItem;
  /** Why the server refused them; they wait to be corrected. */
  faults: FieldFault[];
}

/** How the last try to deliver went. */
export type Delivery =
  | { state: "idle" }
  | { state: "sending" }
  | { state: "sent"; at: number }
  | { state: "failed"; problem: Problem };

/** What screens show. */
export interface StandState {
  /** `closed` knows no event; `locked` waits for the code; `ended` is open and may no longer deliver. */
  door: "loading" | "closed" | "locked" | "open";
  ended: boolean;
  title: string;
  kit: Kit | null;
  waiting: readonly Waiting[];
  /** Visitors of today on this device, and those that the server does not know yet. */
  visitors: number;
  uncounted: number;
  delivery: Delivery;
}

interface Session {
  token: string;
  kit: Kit;
}

interface Kept {
  item: CaptureItem;
  faults: FieldFault[];
}

/** The code is not the one of what is kept here. */
export class WrongCode extends Error {}
/** What is kept here belongs to another event and was not sent yet. */
export class OtherEvent extends Error {}

/** The stand on this device: what it keeps, and how that gets to the server. */
export class Stand {
  #state: StandState = {
    door: "loading",
    ended: false,
    title: "",
    kit: null,
    waiting: [],
    visitors: 0,
    uncounted: 0,
    delivery: { state: "idle" },
  };
  #vault: store.VaultRow | null = null;
  #key: CryptoKey | null = null;
  #session: Session | null = null;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #listeners = new Set<() => void>();

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get = (): StandState => this.#state;

  /** Finds what an earlier visit left, and delivers whenever that may succeed. */
  async start(): Promise<void> {
    const vault = await store.readVault();
    this.#vault = vault ?? null;
    await this.#recount();
    this.#set({ door: vault ? "locked" : "closed", title: vault?.title ?? "" });
  }

  /** Delivers when the network is back or the person is; returns what undoes it. */
  watch(): () => void {
    const now = () => {
      if (document.visibilityState === "visible") void this.deliver();
    };
    const online = () => {
      // Failures without a network say nothing about the one that is back.
      this.#failures = 0;
      now();
    };
    window.addEventListener("online", online);
    window.addEventListener("focus", now);
    document.addEventListener("visibilitychange", now);
    return () => {
      window.removeEventListener("online", online);
      window.removeEventListener("focus", now);
      document.removeEventListener("visibilitychange", now);
      clearTimeout(this.#timer);
    };
  }

  /**
   * Comes onto a stand with its code. What waits here is kept, under the new key when the device is open.
   * @throws Problem, OtherEvent
   */
  async join(code: string, label: string): Promise<void> {
    const tabletId = this.#vault?.tabletId ?? crypto.randomUUID();
    const left = (await store.readOutbox()).length;
    if (left > 0 && this.#key === null) throw new OtherEvent();
    const { token, kit } = await joinStand({ code, label, tablet_id: tabletId });
    const other = this.#vault !== null && this.#vault.eventId !== kit.event_id;
    if (other && left + this.#state.uncounted > 0) throw new OtherEvent();
    const salt = newSalt();
    const key = await keyOf(code, salt);
    const vault: store.VaultRow = {
      id: "vault",
      tabletId,
      eventId: kit.event_id,
      title: kit.title,
      offsetMs: Date.parse(kit.server_time) - Date.now(),
      salt,
      session: await seal(key, { token, kit } satisfies Session),
    };
    const rows = await Promise.all(
      this.#state.waiting.map(async (one) => ({
        id: one.item.client_id,
        ...(await seal(key, { item: one.item, faults: one.faults } satisfies Kept)),
      })),
    );
    await store.rewrite(vault, rows);
    // Without it the browser may throw the store away when the disk is full.
    void navigator.storage?.persist?.();
    this.#vault = vault;
    this.#open(key, { token, kit });
    await this.#reload();
    void this.deliver();
  }

  /** Opens what is kept here. @throws WrongCode */
  async unlock(code: string): Promise<void> {
    const vault = this.#vault;
    if (vault === null) return;
    const key = await keyOf(code, vault.salt);
    const session = await unseal<Session>(key, vault.session).catch(() => {
      throw new WrongCode();
    });
    this.#open(key, session);
    await this.#reload();
    void this.#refresh();
    void this.deliver();
  }

  /** Forgets everything that is kept here, sent or not: for a device whose code is lost. */
  async erase(): Promise<void> {
    await store.erase();
    this.lock();
    this.#vault = null;
    await this.#recount();
    this.#set({ door: "closed", title: "" });
  }

  /** Closes it until the code is typed again. */
  lock(): void {
    this.#key = null;
    this.#session = null;
    clearTimeout(this.#timer);
    this.#set({ door: "locked", kit: null, waiting: [], ended: false });
  }

  /** Writes somebody down, or anew; on the disk when this comes back. */
  async note(draft: Draft, before?: CaptureItem): Promise<void> {
    if (this.#key === null || this.#session === null) return;
    const at = before?.captured_at ?? new Date().toISOString();
    const id = before?.client_id ?? crypto.randomUUID();
    const { consent, notice } = this.#session.kit;
    // A device that joined before notices were told keeps its kit until it has a network.
    const shown = { version: consent.version, notice_version: notice?.version };
    const item = itemOf(draft, id, at, shown);
    const sealed = await seal(this.#key, { item, faults: [] } satisfies Kept);
    await store.writeOutbox({ id, ...sealed });
    await this.#reload();
    void this.deliver();
  }

  /** Takes somebody back who was not sent yet. */
  async remove(id: string): Promise<void> {
    await store.forget([id]);
    await this.#reload();
  }

  /** One visitor more; needs no code, for it is about nobody. */
  async countOne(): Promise<void> {
    if (this.#vault === null) return;
    await store.countOne(this.#today(), this.#vault.eventId);
    await this.#recount();
    void this.deliver();
  }

  /** Delivers what waits; one tab at a time. */
  async deliver(): Promise<void> {
    if (this.#session === null || this.#state.ended) return;
    if (navigator.locks) {
      await navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
        if (lock !== null) await this.#deliver();
      });
    } else {
      await this.#deliver();
    }
  }

  async #deliver(): Promise<void> {
    clearTimeout(this.#timer);
    const session = this.#session;
    if (session === null) return;
    await this.#reload();
    const captures = this.#state.waiting.filter((one) => one.faults.length === 0).slice(0, AT_ONCE);
    const counters = (await store.readCounters()).filter((row) => row.visitors > row.known);
    if (captures.length === 0 && counters.length === 0) return;
    this.#set({ delivery: { state: "sending" } });
    try {
      const receipt = await sendBatch(session.token, {
        sent_at: new Date().toISOString(),
        captures: captures.map(({ item }) => item),
        counters: counters.map(({ day, visitors }) => ({ day, visitors })),
      });
      await this.#hear(receipt, captures);
      this.#failures = 0;
      this.#set({ delivery: { state: "sent", at: Date.now() } });
      // More than one delivery holds, or somebody was written down meanwhile.
      const left = this.#state.waiting.some((one) => one.faults.length === 0);
      if (left || this.#state.uncounted > 0) this.#again(500);
    } catch (error) {
      this.#failed(asProblem(error));
    }
  }

  /** What the server holds leaves this device; what it refused stays, with the reason. */
  async #hear(receipt: Receipt, sent: readonly Waiting[]): Promise<void> {
    const safe: string[] = [];
    for (const [index, told] of receipt.captures.entries()) {
      const one = sent[index];
      if (one === undefined) continue;
      if (told.outcome !== "refused") safe.push(one.item.client_id);
      else if (this.#key !== null) {
        const kept: Kept = { item: one.item, faults: told.errors };
        await store.writeOutbox({ id: one.item.client_id, ...(await seal(this.#key, kept)) });
      }
    }
    await store.forget(safe);
    for (const { day, visitors, outcome } of receipt.counters) {
      // A day that the server refuses would be refused for ever: it is not sent again.
      await store.noteKnown(day, outcome === "refused" ? Number.MAX_SAFE_INTEGER : visitors);
    }
    if (this.#vault !== null) {
      this.#vault = { ...this.#vault, offsetMs: receipt.clock_offset_ms };
      await store.writeVault(this.#vault);
    }
    await this.#reload();
  }

  #failed(problem: Problem): void {
    this.#set({ delivery: { state: "failed", problem } });
    if (problem.status === 401) {
      this.#set({ ended: true });
      return;
    }
    const asked = (problem.retryAfter ?? 0) * 1_000;
    this.#again(Math.max(asked, pause(this.#failures)));
    this.#failures += 1;
  }

  #again(wait: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.deliver(), wait);
  }

  /** Asks whether the access still stands, and for the text of today. */
  async #refresh(): Promise<void> {
    const [session, key, vault] = [this.#session, this.#key, this.#vault];
    if (session === null || key === null || vault === null) return;
    try {
      const kit = await readKit(session.token);
      const offsetMs = Date.parse(kit.server_time) - Date.now();
      const renewed = { token: session.token, kit };
      this.#vault = { ...vault, title: kit.title, offsetMs, session: await seal(key, renewed) };
      await store.writeVault(this.#vault);
      this.#open(key, renewed);
    } catch (error) {
      const problem = asProblem(error);
      if (problem.status === 401) this.#failed(problem);
    }
  }

  #open(key: CryptoKey, session: Session): void {
    this.#key = key;
    this.#session = session;
    this.#set({ door: "open", ended: false, title: session.kit.title, kit: session.kit });
  }

  async #reload(): Promise<void> {
    const key = this.#key;
    if (key === null) return;
    const rows = await store.readOutbox();
    const waiting = await Promise.all(rows.map((row) => unseal<Kept>(key, row)));
    waiting.sort((one, other) => one.item.captured_at.localeCompare(other.item.captured_at));
    this.#set({ waiting });
    await this.#recount();
  }

  async #recount(): Promise<void> {
    const rows = await store.readCounters();
    const today = rows.find((row) => row.day === this.#today());
    const uncounted = rows.reduce((sum, row) => sum + Math.max(0, row.visitors - row.known), 0);
    this.#set({ visitors: today?.visitors ?? 0, uncounted });
  }

  #today(): string {
    return dayInLot(Date.now() + (this.#vault?.offsetMs ?? 0));
  }

  #set(change: Partial<StandState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

export const stand = new Stand();
