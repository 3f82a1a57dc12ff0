import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Problem } from "./problem";
import { sendWithTicket } from "./tickets";

const refusal = (pointer: string, code: string) =>
  new Problem({ status: 422, code: "validation_failed", errors: [{ pointer, code, message: "" }] });

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("waits and sends again what was filled in faster than a person would", async () => {
  const send = vi.fn<() => Promise<string>>();
  send.mockRejectedValueOnce(refusal("/token", "too_soon")).mockResolvedValueOnce("sent");
  const renew = vi.fn();
  const answer = sendWithTicket(send, renew);
  await vi.advanceTimersByTimeAsync(2_999);
  expect(send).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  await expect(answer).resolves.toBe("sent");
  expect(renew).not.toHaveBeenCalled();
});

it.each([
  ["/token", "expired", 1],
  ["/consents/0/version", "outdated_text", 1],
  ["/consent_version", "invalid", 1],
  ["/consent_version", "required", 0],
  ["/email", "required", 0],
])(
  "after %s %s, reads the form anew %i times and shows the refusal",
  async (pointer, code, times) => {
    const problem = refusal(pointer, code);
    const renew = vi.fn();
    await expect(sendWithTicket(() => Promise.reject(problem), renew)).rejects.toBe(problem);
    expect(renew).toHaveBeenCalledTimes(times);
  },
);

it("gives up when the second attempt is refused too", async () => {
  const problem = refusal("/token", "too_soon");
  const send = vi.fn(() => Promise.reject(problem));
  const answer = expect(sendWithTicket(send, vi.fn())).rejects.toBe(problem);
  await vi.advanceTimersByTimeAsync(3_000);
  await answer;
  expect(send).toHaveBeenCalledTimes(2);
});
