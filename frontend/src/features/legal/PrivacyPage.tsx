import { privacy } from "@/i18n/fr/legal";
import { SheetPage } from "./SheetPage";

export function PrivacyPage() {
  return <SheetPage sheet={privacy} />;
}
