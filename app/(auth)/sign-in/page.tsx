import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { signInAction } from "@/app/(auth)/sign-in/actions";
import { QuietForm } from "@/components/layout/quiet-form";
import { QuietPage } from "@/components/layout/quiet-page";
import styles from "@/components/layout/quiet-page.module.css";
import { getShop } from "@/lib/settings/queries";
import { safePath } from "@/lib/web/safe-path";
import { findWords, type SearchParams } from "@/lib/web/search-params";
import { currentSession, signInPath } from "@/lib/web/session";

type Props = { searchParams: SearchParams };

export const metadata: Metadata = { title: "Sign in", robots: { index: false } };

/** Words for what next-auth's own door says when it sends a browser here. */
const troubleWords: Record<string, string> = {
  CredentialsSignin: "That email and password do not belong together. Check both and try again.",
  too_many: "That was a lot of tries in a short time. Please wait some minutes and try again.",
};

const saidWords: Record<string, string> = {
  reset: "Your new password counts from now on. Sign in with it.",
};

export default async function SignInPage({ searchParams }: Props) {
  const [to, callback, error, said] = await Promise.all(
    ["to", "callbackUrl", "error", "said"].map((name) => findWords(searchParams, name)),
  );
  const path = safePath(to || callback);
  const session = await currentSession();
  if (session) redirect(session.needs === "code" ? signInPath(path, "/sign-in/code") : path);
  const { name } = await getShop();
  return (
    <QuietPage shopName={name} title="Sign in" lead="For the people who run the shop.">
      <QuietForm
        action={signInAction}
        hidden={{ to: path }}
        fields={[
          { label: "Email", name: "email", type: "email", autoComplete: "username" },
          { label: "Password", name: "password", type: "password", autoComplete: "current-password", maxLength: 200 },
        ]}
        button="Sign in"
        waiting="Signing in…"
        trouble={error && (troubleWords[error] ?? "Signing in did not work. Please try again.")}
        said={said && saidWords[said]}
      />
      <div className={styles.ways}>
        <a href="/reset">Forgot your password?</a>
        <a href="/find-order">Looking for an order of yours?</a>
      </div>
    </QuietPage>
  );
}
