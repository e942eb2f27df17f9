import type { Metadata } from "next";
import { askResetAction } from "@/app/(auth)/actions";
import { QuietForm } from "@/components/layout/quiet-form";
import { QuietPage } from "@/components/layout/quiet-page";
import styles from "@/components/layout/quiet-page.module.css";
import { getShop } from "@/lib/settings/queries";
import { mailGoesOut } from "@/lib/staff/mail-goes-out";

export const metadata: Metadata = { title: "A new password", robots: { index: false } };

export default async function AskResetPage() {
  const { name } = await getShop();
  const way = (
    <div className={styles.ways}>
      <a href="/sign-in">Back to sign in</a>
    </div>
  );
  if (!mailGoesOut()) {
    const lead = (
      <>
        This shop sends no mail yet. Ask an owner: they can make you a link for a new password. An owner who is locked
        out runs <code>npm run owner</code> where the shop is installed.
      </>
    );
    return (
      <QuietPage shopName={name} title="A new password" lead={lead}>
        {way}
      </QuietPage>
    );
  }
  return (
    <QuietPage shopName={name} title="A new password" lead="We send you a link by which you set one.">
      <QuietForm
        action={askResetAction}
        fields={[{ label: "Email", name: "email", type: "email", autoComplete: "username" }]}
        button="Send the link"
        waiting="Sending…"
      />
      {way}
    </QuietPage>
  );
}
