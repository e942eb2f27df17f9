import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { lookAtLetter, saveLetter, sendLetterToMe } from "@/app/admin/settings/actions";
import { staffMetadata, staffPage } from "@/app/admin/staff-page";
import { LetterForm } from "@/components/settings/letter-form";
import { letterNames } from "@/components/settings/letter-words";
import s from "@/components/settings/letters.module.css";
import { SettingsPage } from "@/components/settings/settings-page";
import { may } from "@/lib/actor";
import { previewLetter } from "@/lib/deliveries/preview-letter";
import { getShop } from "@/lib/settings/queries";
import { messageKinds, wordsInForce } from "@/lib/settings/words";
import { requireStaff } from "@/lib/web/session";

type Props = { params: Promise<{ letter: string }> };

async function findKind({ params }: Props) {
  const { letter } = await params;
  return messageKinds.find((kind) => kind === letter) ?? notFound();
}

export const generateMetadata = staffMetadata(async function generateMetadata(props: Props): Promise<Metadata> {
  await requireStaff("settings.change");
  return { title: `Letter: ${letterNames[await findKind(props)].title}` };
});

export default staffPage(async function LetterPage(props: Props) {
  const staff = await requireStaff("settings.change");
  const [kind, shop] = await Promise.all([findKind(props), getShop()]);
  const words = wordsInForce(kind, shop.messageWords);
  const shown = await previewLetter(staff, { kind, ...words });
  const { tellAccepted, remindPickup, remindPickupHours, remindPickupMinute, acceptsByItself } = shop;
  const { title, when } = letterNames[kind];
  return (
    <SettingsPage at="/admin/settings/messages" mayEmpty={may(staff, "shop.empty")}>
      <div className={s.title}>
        <Link className="btn bare small" href="/admin/settings/messages">
          ‹ Letters
        </Link>
        <h2>{title}</h2>
        <span className="mid">{when}</span>
      </div>
      <LetterForm
        key={kind}
        kind={kind}
        title={title}
        words={words}
        sending={{ tellAccepted, remindPickup, remindPickupHours, remindPickupMinute, acceptsByItself }}
        version={shop.version}
        shown={shown}
        save={saveLetter}
        look={lookAtLetter}
        sendToMe={sendLetterToMe}
      />
    </SettingsPage>
  );
});
