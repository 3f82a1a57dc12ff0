import { expectWeight, test } from "./support/test";

// What travels is what the real server sends: pre-compressed files, compressed answers.
test.skip(!process.env.E2E_BASE_URL, "needs the seeded server");

const PAGES = [
  "/",
  "/demande",
  "/offres",
  "/evenements",
  "/employeurs-du-reseau",
  "/reseau-accueil",
  "/rejoindre-le-reseau",
  "/mon-alerte",
  "/ambassadeurs",
  "/devenir-ambassadeur",
  "/mon-engagement",
  "/lettre",
  "/mon-dossier",
  "/connexion",
  "/stand",
];

for (const path of PAGES) {
  test(`${path} stays within 300 kB and 25 requests`, async ({ page }) => {
    await expectWeight(page, path, { kilobytes: 300, requests: 25 });
  });
}
