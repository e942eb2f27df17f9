import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { proveAction, startAgain } from "@/app/(auth)/sign-in/actions";
import { QuietForm } from "@/components/layout/quiet-form";
import { QuietPage } from "@/components/layout/quiet-page";
import styles from "@/components/layout/quiet-page.module.css";
import { getShop } from "@/lib/settings/queries";
import { safePath } from "@/lib/web/safe-path";
import { findWords, type SearchParams } from "@/lib/web/search-params";
import { currentSession, signInPath } from "@/lib/web/session";

type Props = { searchParams: SearchParams };

export const metadata: Metadata = { title: "Your code", robots: { index: false } };

export default async function CodePage({ searchParams }: Props) {
  const [session, shop, to] = await Promise.all([currentSession(), getShop(), findWords(searchParams, "to")]);
  const path = safePath(to);
  if (!session) redirect(signInPath(path));
  if (session.needs !== "code") redirect(path);
  return (
    <QuietPage
      shopName={shop.name}
      title="Your code"
      lead="Open the app on your phone and type the six digits that it shows."
    >
      <QuietForm
        action={proveAction}
        hidden={{ to: path }}
        fields={[
          {
            label: "Code",
            name: "code",
            autoComplete: "one-time-code",
            maxLength: 60,
            hint: "No phone at hand? One of your recovery codes does as well.",
          },
        ]}
        button="Sign in"
        waiting="Signing in…"
      />
      <form action={startAgain} className={styles.ways}>
        <button type="submit">Sign in as someone else</button>
      </form>
    </QuietPage>
  );
}
