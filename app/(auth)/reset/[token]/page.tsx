import type { Metadata } from "next";
import { resetAction } from "@/app/(auth)/actions";
import { LinkTroublePage } from "@/components/layout/link-trouble-page";
import { QuietForm } from "@/components/layout/quiet-form";
import { QuietPage } from "@/components/layout/quiet-page";
import { getShop } from "@/lib/settings/queries";
import { findLink } from "@/lib/staff/links";
import { linkWords } from "@/lib/staff/rules";

type Props = { params: Promise<{ token: string }> };

export const metadata: Metadata = { title: "A new password", robots: { index: false } };

const another = { href: "/reset", words: "Ask for a new link" };

export default async function ResetPage({ params }: Props) {
  const { token } = await params;
  const [link, { name }] = await Promise.all([findLink("reset", token), getShop()]);
  if (link.trouble) return <LinkTroublePage shopName={name} words={linkWords("reset", link.trouble)} way={another} />;
  const lead = `For ${link.email}. Every browser that is signed in with the old one is signed out.`;
  return (
    <QuietPage shopName={name} title="A new password" lead={lead}>
      <QuietForm
        action={resetAction}
        hidden={{ token }}
        fields={[
          {
            label: "New password",
            name: "password",
            type: "password",
            autoComplete: "new-password",
            maxLength: 200,
            hint: "At least 10 characters.",
          },
        ]}
        button="Set the password"
        waiting="Saving…"
      />
    </QuietPage>
  );
}
