import type { Metadata } from "next";
import { changePatience } from "@/app/admin/settings/actions";
import { staffPage } from "@/app/admin/staff-page";
import { LetterList } from "@/components/settings/letter-list";
import { sendingWords } from "@/components/settings/letter-words";
import { PatienceForm } from "@/components/settings/patience-form";
import { SettingsPage } from "@/components/settings/settings-page";
import { may } from "@/lib/actor";
import { placeWords } from "@/lib/deliveries/offer-words";
import { letterWords } from "@/lib/deliveries/own-words";
import { sampleLetter, samplePlace } from "@/lib/deliveries/sample-letter";
import { isPlaceLetter, messageKinds } from "@/lib/settings/words";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Letters to customers" };

export default staffPage(async function MessagesPage() {
  const staff = await requireStaff("settings.change");
  const [sample, offered] = await Promise.all([sampleLetter("placed"), samplePlace()]);
  const { messageWords, resendUnknownAfter, keepDeliveredDays, keepFailedDays, version } = sample.shop;
  const patience = { resendUnknownAfter, keepDeliveredDays, keepFailedDays, version };
  const rows = messageKinds.map((kind) => ({
    kind,
    subject: isPlaceLetter(kind)
      ? placeWords(kind, offered.place, sample.shop).subject
      : letterWords(kind, sample).subject,
    own: Object.values(messageWords[kind]).some(Boolean),
    sending: sendingWords(kind, sample.shop),
  }));
  return (
    <SettingsPage at="/admin/settings/messages" mayEmpty={may(staff, "shop.empty")}>
      <LetterList rows={rows} />
      <PatienceForm shop={patience} action={changePatience} />
    </SettingsPage>
  );
});
