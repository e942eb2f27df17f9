import type { Metadata } from "next";
import { acceptAction } from "@/app/(auth)/actions";
import { LinkTroublePage } from "@/components/layout/link-trouble-page";
import { QuietForm } from "@/components/layout/quiet-form";
import { QuietPage } from "@/components/layout/quiet-page";
import styles from "@/components/layout/quiet-page.module.css";
import { roleWords } from "@/lib/permission";
import { getShop } from "@/lib/settings/queries";
import { findLink } from "@/lib/staff/links";
import { linkWords } from "@/lib/staff/rules";

type Props = { params: Promise<{ token: string }> };

export const metadata: Metadata = { title: "Join the staff", robots: { index: false } };

export default async function InvitePage({ params }: Props) {
  const { token } = await params;
  const [link, shop] = await Promise.all([findLink("invite", token), getShop()]);
  if (link.trouble) return <LinkTroublePage shopName={shop.name} words={linkWords("invite", link.trouble)} />;
  const lead = `${link.madeBy || "The owner"} invites you. Choose a name and a password, and you are in.`;
  return (
    <QuietPage shopName={shop.name} title={`Join ${shop.name}`} lead={lead}>
      <dl className={styles.facts}>
        <div>
          <dt>You will sign in with</dt>
          <dd>{link.email}</dd>
        </div>
        <div>
          <dt>Your role</dt>
          <dd>{link.role && roleWords[link.role]}</dd>
        </div>
      </dl>
      <QuietForm
        action={acceptAction}
        hidden={{ token }}
        fields={[
          {
            label: "Your name",
            name: "name",
            autoComplete: "name",
            maxLength: 80,
            hint: "Your colleagues see it beside what you do.",
          },
          {
            label: "Password",
            name: "password",
            type: "password",
            autoComplete: "new-password",
            maxLength: 200,
            hint: "At least 10 characters.",
          },
        ]}
        button="Join"
        waiting="Joining…"
      />
    </QuietPage>
  );
}
