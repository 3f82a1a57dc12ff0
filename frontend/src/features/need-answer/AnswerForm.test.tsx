import { MantineProvider } from "@mantine/core";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { needAnswer } from "@/i18n/fr/need-answer";
import { problems } from "@/i18n/fr/problems";
import { sensitive } from "@/i18n/fr/sensitive";
import { ANSWER_MAX, AnswerForm, answerProblem } from "./AnswerForm";
import type { NeedRequest } from "./api";

const REQUEST = {
  partner_name: "Conseil logement du Lot",
  expires_at: "2026-12-21T09:00:00Z",
} as NeedRequest;
const RECEIPT = { number: "OML-2026-00042", theme: "housing", answered_at: "2026-11-21T09:00:00Z" };

function show(answer: (request: Request) => Response) {
  const sent: unknown[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    sent.push(await request.json());
    return answer(request);
  });
  const onAnswered = vi.fn();
  render(
    <MantineProvider env="test">
      <AnswerForm token="jeton" request={REQUEST} onAnswered={onAnswered} />
    </MantineProvider>,
  );
  return { sent, onAnswered };
}

const press = () => userEvent.click(screen.getByRole("button", { name: needAnswer.send }));
const write = async (answer: string, author: string) => {
  await userEvent.type(screen.getByLabelText(/^Votre réponse/), answer);
  await userEvent.type(screen.getByLabelText(/^Votre nom/), author);
};

afterEach(() => vi.unstubAllGlobals());

it("says what is missing and sends nothing", async () => {
  const { sent, onAnswered } = show(() => Response.json(RECEIPT));
  await press();
  const summary = await screen.findByRole("alert");
  expect(summary.textContent).toContain(needAnswer.answerRequired);
  expect(summary.textContent).toContain(needAnswer.authorRequired);
  expect(sent).toEqual([]);
  expect(onAnswered).not.toHaveBeenCalled();
});

it("sends the answer with the token of the link, and hands the receipt on", async () => {
  const { sent, onAnswered } = show(() => Response.json(RECEIPT));
  await write(" Deux maisons en mars. ", "Aurélie Cazes");
  await press();
  await waitFor(() => expect(onAnswered).toHaveBeenCalledWith(RECEIPT));
  expect(sent).toEqual([
    { token: "jeton", answer: "Deux maisons en mars.", author_name: "Aurélie Cazes" },
  ]);
});

it("keeps what was written when somebody answered meanwhile", async () => {
  const { onAnswered } = show(() =>
    Response.json({ status: 409, code: "answer_not_awaited" }, { status: 409 }),
  );
  await write("Une maison.", "Aurélie Cazes");
  await press();
  expect((await screen.findByRole("alert")).textContent).toContain(problems.answer_not_awaited);
  expect(screen.getByDisplayValue("Une maison.")).toBeTruthy();
  expect(onAnswered).not.toHaveBeenCalled();
});

it("names sensitive words, which stay only on purpose", async () => {
  const seen = [{ kind: "health", words: "dépression", start: 21, length: 10 }];
  const errors = [{ pointer: "/answer", code: "sensitive_text", message: "", seen }];
  const refusal = { status: 422, code: "sensitive_text", errors };
  const { onAnswered } = show(({ url }) =>
    new URL(url).searchParams.get("acknowledged") === "true"
      ? Response.json(RECEIPT)
      : Response.json(refusal, { status: 422 }),
  );
  await write("Logement adapté à sa dépression.", "Aurélie Cazes");
  await press();
  const named = sensitive.seen(sensitive.kinds.health ?? "", "dépression");
  expect((await screen.findByRole("alert")).textContent).toContain(named);
  expect(onAnswered).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole("button", { name: sensitive.keep }));
  await waitFor(() => expect(onAnswered).toHaveBeenCalledWith(RECEIPT));
});

it.each([
  ["", needAnswer.answerRequired],
  ["  ", needAnswer.answerRequired],
  ["x".repeat(ANSWER_MAX), null],
  ["x".repeat(ANSWER_MAX + 1), needAnswer.answerTooLong],
])("judges an answer before it is sent", (answer, problem) => {
  expect(answerProblem(answer)).toBe(problem);
});
