import { legal } from "@/i18n/fr/legal";
import { SheetPage } from "./SheetPage";

export function LegalPage() {
  return <SheetPage sheet={legal} />;
}
