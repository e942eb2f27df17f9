import type { Metadata } from "next";
import { confirmAction } from "@/app/(auth)/actions";
import { LinkTroublePage } from "@/components/layout/link-trouble-page";
import { QuietForm } from "@/components/layout/quiet-form";
import { QuietPage } from "@/components/layout/quiet-page";
import styles from "@/components/layout/quiet-page.module.css";
import { getShop } from "@/lib/settings/queries";
import { findLink } from "@/lib/staff/links";
import { linkWords } from "@/lib/staff/rules";

type Props = { params: Promise<{ token: string }> };

export const metadata: Metadata = { title: "Your email address", robots: { index: false } };

/** Only the button confirms: mail programs open links by themselves. */
export default async function ConfirmEmailPage({ params }: Props) {
  const { token } = await params;
  const [link, { name }] = await Promise.all([findLink("email", token), getShop()]);
  if (link.trouble) return <LinkTroublePage shopName={name} words={linkWords("email", link.trouble)} />;
  return (
    <QuietPage shopName={name} title="Is this you?" lead={`You will sign in with ${link.email}.`}>
      <QuietForm
        action={confirmAction}
        hidden={{ token }}
        fields={[]}
        button="Yes, use this address"
        waiting="Saving…"
        after={
          <a className={styles.button} href="/admin/account">
            To your account
          </a>
        }
      />
    </QuietPage>
  );
}
