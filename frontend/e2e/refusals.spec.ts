import { expect, test } from "./support/test";

test.skip(!process.env.E2E_BASE_URL, "needs the whole server");

// A browser accepts compressed answers: what the server refuses must still be readable.
test("the reason of a refusal reaches the page", async ({ page }) => {
  await page.goto("/connexion");
  await page.getByLabel(/Adresse électronique/).fill(`personne.${Date.now()}@mail.example`);
  await page.getByLabel(/^Mot de passe/).fill("une phrase assez longue");
  const refused = page.waitForResponse("**/api/v1/auth/login");
  await page.getByRole("button", { name: "Se connecter" }).click();
  expect(await (await refused).json()).toMatchObject({ status: 401, code: "invalid_credentials" });
  await expect(page.getByRole("alert")).toContainText("mot de passe");
});
