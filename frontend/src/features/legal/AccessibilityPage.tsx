import { accessibility } from "@/i18n/fr/legal";
import { SheetPage } from "./SheetPage";

export function AccessibilityPage() {
  return <SheetPage sheet={accessibility} />;
}
